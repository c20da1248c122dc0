import { Injectable } from '@nestjs/common';
import { Database, decodeCursor, encodeCursor, InvalidCursor, statement } from '@silkport/platform';
import { money, type Money } from '@silkport/values';
import type { DisputeStage } from './dispute-stages.js';
import type { EvidenceState } from './charge-dispute.entity.js';

export interface DisputeStanding {
  readonly disputeId: string;
  readonly reference: string;
  readonly amount: Money;
  readonly reason: string;
  readonly stage: DisputeStage;
  readonly evidence: EvidenceState;
  readonly evidenceDueBy: Date | null;
  readonly openedAt: Date;
}

interface Row { id: string; reference: string; amount_minor: bigint; currency: string; reason: string; stage: DisputeStage; evidence: EvidenceState; evidence_due_by: Date | null; opened_at: Date }

const columns = 'id, reference, amount_minor, currency, reason, stage, evidence, evidence_due_by, opened_at';
const ofReference = statement('payments.disputes_of_reference', `SELECT ${columns} FROM payments.disputes WHERE reference = $1 AND stage <> 'new' ORDER BY opened_at, id`);
const page = statement('payments.disputes_page', `
  SELECT ${columns} FROM payments.disputes WHERE stage = ANY ($1::text[]) AND (opened_at, id) < ($2::timestamptz, $3) ORDER BY opened_at DESC, id DESC LIMIT $4`);

@Injectable()
export class DisputeReads {
  constructor(private readonly database: Database) {}

  async ofReference(reference: string): Promise<readonly DisputeStanding[]> {
    return (await this.database.read<Row>(ofReference, [reference])).map(standing);
  }

  /** Of all payments, newest first. @throws InvalidCursor */
  async inStages(stages: readonly DisputeStage[], cursor: string | undefined, limit: number): Promise<{ disputes: DisputeStanding[]; nextCursor: string | undefined }> {
    const [openedAt, id] = cursor ? decodeCursor(cursor, ['instant', 'string']) : ['infinity', ''];
    if (/\W/.test(String(id))) throw new InvalidCursor({}, 'cursor');
    const rows = await this.database.read<Row>(page, [stages, openedAt, id, limit + 1]);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return { disputes: shown.map(standing), nextCursor: rows.length > limit && last ? encodeCursor([last.opened_at.toISOString(), last.id]) : undefined };
  }
}

function standing({ id, amount_minor, currency, evidence_due_by: evidenceDueBy, opened_at: openedAt, reference, reason, stage, evidence }: Row): DisputeStanding {
  return { disputeId: id, reference, amount: money(amount_minor, currency), reason, stage, evidence, evidenceDueBy, openedAt };
}
