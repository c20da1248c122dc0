import { Injectable } from '@nestjs/common';
import { Database, decodeCursor, encodeCursor, statement } from '@silkport/platform';
import type { PlaceJudgement, PlaceStanding } from './place-judgement.entity.js';

const standing = statement('tax.orders_by_verdict', `
  SELECT id, order_id AS "orderId", taxed_in AS "taxedIn", country, verdict, items, judged_at AS "judgedAt" FROM tax.place_verdicts v
  WHERE verdict = $1 AND ($2::uuid IS NULL OR id < $2) AND NOT EXISTS (SELECT FROM tax.place_verdicts later WHERE later.order_id = v.order_id AND later.id > v.id)
  ORDER BY id DESC LIMIT $3`);

/** Orders by what the evidence of their place of supply comes to, as it was judged last. */
@Injectable()
export class PlaceJudgements {
  constructor(private readonly database: Database) {}

  /** Newest first. @throws InvalidCursor */
  async standing(verdict: PlaceStanding, cursor: string | undefined, limit: number): Promise<{ judgements: PlaceJudgement[]; nextCursor: string | undefined }> {
    const [after = null] = cursor === undefined ? [] : decodeCursor(cursor, ['id']);
    const rows = await this.database.read<PlaceJudgement>(standing, [verdict, after, limit + 1]);
    const judgements = rows.slice(0, limit);
    const end = judgements.at(-1);
    return { judgements, nextCursor: rows.length > limit && end ? encodeCursor([end.id]) : undefined };
  }
}
