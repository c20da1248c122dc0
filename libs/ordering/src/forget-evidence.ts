import { Injectable } from '@nestjs/common';
import { Database, Every, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';

const atOnce = 1000;

/** An order of the quote may be placed, and its payment told of, for so long after it has expired. */
const marginMilliseconds = 60 * 60 * 1000;

const forget = statement('ordering.forget_evidence', `
  WITH due AS (
    SELECT q.id FROM ordering.quotes q LEFT JOIN ordering.orders o ON o.quote_id = q.id
    WHERE q.holds_raw AND q.expires_at < $1 AND (o.id IS NULL OR o.paid_at IS NOT NULL OR o.status = 'cancelled') ORDER BY q.expires_at LIMIT ${atOnce} FOR UPDATE OF q SKIP LOCKED)
  UPDATE ordering.quotes q SET holds_raw = false,
    evidence = coalesce((SELECT jsonb_agg(item || '{"raw": ""}' ORDER BY place) FROM jsonb_array_elements(q.evidence) WITH ORDINALITY AS e (item, place)), '[]')
  FROM due WHERE q.id = due.id RETURNING q.id`);

/**
 * Empties the evidence of quotes that became no order, and of those whose order the tax context keeps it of, where every look is on record:
 * kind and country/region stay, addresses go.
 */
@Injectable()
export class ForgetEvidence {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  @Every('20 3 * * *', 'ordering/forget-evidence')
  async run(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - marginMilliseconds);
    let emptied = atOnce;
    while (emptied === atOnce) emptied = (await this.database.read(forget, [before])).length;
  }
}
