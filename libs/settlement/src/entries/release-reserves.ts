import { Injectable } from '@nestjs/common';
import type { LedgerTransaction } from '@silkport/ledger';
import { Database, Every, prepared, statement, type Tx } from '@silkport/platform';
import { Clock, money } from '@silkport/values';
import { postForMerchants } from './post-for-merchants.js';

const salesAtOnce = 500;

/** Accounts that a refund or another run holds are passed over until the next hour. */
const lockDue = statement('settlement.lock_due_reserves', `
  SELECT e.id FROM settlement.merchant_entries e JOIN settlement.merchant_accounts a ON a.merchant_id = e.merchant_id AND a.currency = e.currency
  WHERE e.reserve_until <= $1 AND NOT EXISTS (SELECT FROM settlement.disputes d WHERE d.order_id = e.reference AND d.decided_at IS NULL)
  ORDER BY e.reserve_until, e.id LIMIT $2 FOR UPDATE OF a SKIP LOCKED`);
/** What a refund or a lost dispute has taken already is not there to be released, and what is held for commissioned work waits for that. */
const take = statement('settlement.take_due_reserves', `
  WITH taken AS (UPDATE settlement.merchant_entries SET reserve_until = NULL WHERE id = ANY ($1::uuid[]) AND reserve_until IS NOT NULL RETURNING merchant_id, currency, reference)
  SELECT * FROM (
    SELECT t.merchant_id AS "merchantId", t.currency, t.reference AS "orderId", (sum(e.reserve_minor) - coalesce((
      SELECT sum(w.held_minor - w.released_minor - w.refunded_minor) FROM settlement.work_holds w
      WHERE w.order_id = t.reference AND w.merchant_id = t.merchant_id AND w.currency = t.currency AND w.held_minor > 0), 0))::bigint AS "heldMinor"
    FROM taken t JOIN settlement.merchant_entries e ON e.reference = t.reference AND e.merchant_id = t.merchant_id AND e.currency = t.currency AND e.reserve_minor <> 0
    GROUP BY t.merchant_id, t.currency, t.reference) AS held WHERE "heldMinor" > 0`);

interface Held { merchantId: string; currency: string; orderId: string; heldMinor: bigint }

/** Sets free what was held back of a sale, when its time is over, each once and by a ledger transaction of its own. */
@Injectable()
export class ReleaseReserves {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  @Every('35 * * * *', 'settlement/release-reserves')
  async everyHour(): Promise<void> {
    await this.run();
  }

  /** @returns how many were released */
  async run(): Promise<number> {
    let released = 0;
    for (;;) {
      const { due, count } = await this.database.transaction((tx) => this.batch(tx));
      released += count;
      if (due < salesAtOnce) return released;
    }
  }

  private async batch(tx: Tx): Promise<{ due: number; count: number }> {
    const now = this.clock.now();
    const due = await prepared<{ id: string }>(tx, lockDue, [now, salesAtOnce]);
    const held = due.length ? await prepared<Held>(tx, take, [due.map(({ id }) => id)]) : [];
    await postForMerchants(tx, held.map((each) => releaseOf(each, now)));
    return { due: due.length, count: held.length };
  }
}

function releaseOf({ merchantId, currency, orderId, heldMinor }: Held, occurredAt: Date): LedgerTransaction {
  return { key: `reserve_release:${orderId}:${merchantId}:${currency}`, kind: 'reserve_release', reference: orderId, occurredAt, postings: [
    { account: `merchant_reserve:${merchantId}`, amount: money(heldMinor, currency) }, { account: `merchant_payable:${merchantId}`, amount: money(-heldMinor, currency) },
  ] };
}
