import { prepared, statement, type Tx } from '@silkport/platform';
import { newId } from '@silkport/values';
import type { PayoutMethodKind } from '../payout-methods/payout-method.entity.js';
import { termsInForce } from '../terms/terms-in-force.js';
import { dueRuns } from './due-runs.js';

/** A merchant's account whose turn it is, locked, with the id that its pay-out will have if something is payable. */
export interface PayoutCandidate {
  readonly payoutId: string;
  readonly merchantId: string;
  readonly currency: string;
  readonly minimumMinor: bigint;
  readonly runDate: string;
  readonly attempt: number;
  readonly retryOf: string | null;
  readonly method: PayoutMethodKind;
  readonly methodId: string;
}

/** SQL of a lateral join `m`: where the merchant wants its money, if money can be sent there and nobody holds it. */
export const usableMethod = `CROSS JOIN LATERAL (
  SELECT p.id, p.kind FROM settlement.payout_methods p WHERE p.merchant_id = a.merchant_id ORDER BY p.set_at DESC, p.id DESC LIMIT 1) AS m
  LEFT JOIN settlement.connected_accounts c ON c.merchant_id = a.merchant_id
  LEFT JOIN settlement.payout_holds h ON h.merchant_id = a.merchant_id`;
export const isUsable = `h.merchant_id IS NULL AND (m.kind = 'bank_account' OR c.can_receive)`;

/** Locked accounts are passed over: another run has them, or a refund, and the next hour comes back to them. */
const lockDue = statement('settlement.lock_due_accounts', `
  WITH due AS (
    SELECT a.merchant_id, a.currency, t.minimum_minor, r.run_date, m.id AS method_id, m.kind
    FROM settlement.merchant_accounts a ${termsInForce('a.merchant_id', 'a.currency', '$4::timestamptz')}
      JOIN unnest($1::text[], $2::smallint[], $3::date[]) AS r (schedule, day, run_date) ON r.schedule = t.schedule AND r.day = t.schedule_day
      ${usableMethod}
    WHERE (a.last_run_date IS NULL OR a.last_run_date < r.run_date) AND ${isUsable} AND (m.kind = 'bank_account' OR a.currency = ANY ($5::text[]))
      AND (a.merchant_id, a.currency) > ($6::uuid, $7::text)
    ORDER BY a.merchant_id, a.currency LIMIT $8 FOR UPDATE OF a SKIP LOCKED),
  marked AS (UPDATE settlement.merchant_accounts a SET last_run_date = due.run_date FROM due WHERE a.merchant_id = due.merchant_id AND a.currency = due.currency)
  SELECT merchant_id AS "merchantId", currency, minimum_minor AS "minimumMinor", to_char(run_date, 'YYYY-MM-DD') AS "runDate", method_id AS "methodId", kind AS method
  FROM due ORDER BY merchant_id, currency`);

type Row = Omit<PayoutCandidate, 'payoutId' | 'attempt' | 'retryOf'>;

/** @param convertible currencies that the provider can be asked to send today @param after where the batch before ended */
export async function lockDueAccounts(tx: Tx, now: Date, convertible: readonly string[], after: Pick<PayoutCandidate, 'merchantId' | 'currency'>, most: number): Promise<PayoutCandidate[]> {
  const runs = dueRuns(now);
  const rows = await prepared<Row>(tx, lockDue, [
    runs.map(({ schedule }) => schedule), runs.map(({ day }) => day), runs.map(({ runDate }) => runDate), now, convertible, after.merchantId, after.currency, most,
  ]);
  return rows.map((row) => ({ ...row, payoutId: newId(), attempt: 1, retryOf: null }));
}
