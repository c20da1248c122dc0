import { prepared, statement, type Tx } from '@silkport/platform';
import { money, type Money, type Rate } from '@silkport/values';
import { writeEntries } from '../entries/enter-for-merchants.js';
import { freeAt, ownSale } from '../entries/free-at.js';
import type { MerchantPosting } from '../entries/merchant-postings.js';
import { postForMerchants } from '../entries/post-for-merchants.js';
import type { PayoutCandidate } from './lock-due-accounts.js';
import { payoutPostings } from './payout-books.js';
import type { Conversion, SentAmount } from './payout-rates.js';

/** One statement, so one snapshot: what is summed is what is marked. What stays below the minimum, or below zero, is left for the next run. */
const allot = statement('settlement.allot_entries', `
  WITH wanted AS (SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::bigint[]) AS w (payout_id, merchant_id, currency, minimum)),
    unsettled AS (
      SELECT e.id, w.payout_id, w.minimum, e.payable_minor, ${freeAt} AS free_at
      FROM wanted w JOIN settlement.merchant_entries e ON e.merchant_id = w.merchant_id AND e.currency = w.currency WHERE e.payout_id IS NULL ${ownSale}),
    ripe AS (SELECT * FROM unsettled WHERE free_at <= $5::timestamptz),
    payable AS (SELECT payout_id, sum(payable_minor)::bigint AS minor FROM ripe GROUP BY payout_id HAVING sum(payable_minor) >= greatest(max(minimum), 1)),
    allotted AS (UPDATE settlement.merchant_entries e SET payout_id = ripe.payout_id FROM ripe JOIN payable USING (payout_id) WHERE e.id = ripe.id)
  SELECT payout_id AS "payoutId", minor FROM payable`);
const giveBack = statement('settlement.give_entries_back', 'UPDATE settlement.merchant_entries SET payout_id = NULL WHERE payout_id = ANY ($1::uuid[])');
const insert = statement('settlement.insert_payouts', `
  INSERT INTO settlement.payouts (id, merchant_id, currency, amount_minor, state, method, method_id, run_date, attempt, retry_of, sent_minor, sent_currency, rate, rate_set_id, created_at)
  SELECT w.id, w.merchant_id, w.currency, w.amount, 'created', w.method, w.method_id, w.run_date, w.attempt, w.retry_of, w.sent, w.sent_currency, w.rate, w.rate_set_id, $14::timestamptz
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::bigint[], $5::text[], $6::uuid[], $7::date[], $8::smallint[], $9::uuid[], $10::bigint[], $11::text[], $12::text[], $13::uuid[])
    AS w (id, merchant_id, currency, amount, method, method_id, run_date, attempt, retry_of, sent, sent_currency, rate, rate_set_id)`);

export interface CreatedPayout extends PayoutCandidate, Omit<SentAmount, 'paid'> {
  readonly amount: Money;
  /** Of what was payable, what is too little to be sent and stays payable. */
  readonly restMinor: bigint;
}

const unconverted: Rate = '1';

/** Pays locked accounts what is payable: the pay-outs, what they settle, and their postings, or nothing of it. @returns those that there was something to pay */
export async function createPayouts(tx: Tx, candidates: readonly PayoutCandidate[], conversion: Conversion, now: Date): Promise<CreatedPayout[]> {
  const payable = await prepared<{ payoutId: string; minor: bigint }>(tx, allot, [
    candidates.map(({ payoutId }) => payoutId), candidates.map(({ merchantId }) => merchantId), candidates.map(({ currency }) => currency),
    candidates.map(({ minimumMinor }) => minimumMinor.toString()), now,
  ]);
  const amounts = new Map(payable.map(({ payoutId, minor }) => [payoutId, minor]));
  const created = candidates.flatMap((candidate): CreatedPayout[] => {
    const minor = amounts.get(candidate.payoutId);
    if (minor === undefined) return [];
    const owed = money(minor, candidate.currency);
    const sendable = candidate.method === 'stripe' ? conversion.convert(owed) : { paid: owed, sent: owed, rate: unconverted, rateSetId: null };
    if (!sendable) return [];
    const { paid, ...sent } = sendable;
    return [{ ...candidate, ...sent, amount: paid, restMinor: minor - paid.amountMinor }];
  });
  const unsendable = payable.filter(({ payoutId }) => !created.some((each) => each.payoutId === payoutId));
  if (unsendable.length) await prepared(tx, giveBack, [unsendable.map(({ payoutId }) => payoutId)]);
  if (created.length) await save(tx, created, now);
  return created;
}

async function save(tx: Tx, created: readonly CreatedPayout[], now: Date): Promise<void> {
  const column = <Value>(of: (payout: CreatedPayout) => Value) => created.map(of);
  await prepared(tx, insert, [
    column(({ payoutId }) => payoutId), column(({ merchantId }) => merchantId), column(({ currency }) => currency), column(({ amount }) => amount.amountMinor.toString()),
    column(({ method }) => method), column(({ methodId }) => methodId), column(({ runDate }) => runDate), column(({ attempt }) => attempt), column(({ retryOf }) => retryOf),
    column(({ sent }) => sent.amountMinor.toString()), column(({ sent }) => sent.currency), column(({ rate }) => rate), column(({ rateSetId }) => rateSetId), now,
  ]);
  await postForMerchants(tx, created.map((payout) => payoutPostings(payout, now)));
  await writeEntries(tx, created.flatMap((payout) => restEntries(payout, now)));
}

/** The rest leaves the pay-out, so that its entries sum to zero, and is payable again by an entry of its own; the ledger knows of no change. */
function restEntries({ payoutId, merchantId, currency, restMinor }: CreatedPayout, occurredAt: Date): MerchantPosting[] {
  if (restMinor === 0n) return [];
  const entry = (key: string, payableMinor: bigint) => (
    { transaction: { key, kind: 'payout_rest', reference: payoutId, occurredAt }, merchantId, currency, payableMinor, reserveMinor: 0n });
  return [entry(`payout_rest:${payoutId}`, -restMinor), entry(`payout_rest_kept:${payoutId}`, restMinor)];
}
