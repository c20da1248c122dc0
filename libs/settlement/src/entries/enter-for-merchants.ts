import type { LedgerTransaction } from '@silkport/ledger';
import { prepared, statement, type Tx } from '@silkport/platform';
import { newId } from '@silkport/values';
import { termsInForce } from '../terms/terms-in-force.js';
import { merchantPostings, type MerchantPosting } from './merchant-postings.js';

/** What belongs to a month that may be closed at this moment waits for that: then it is booked to the month after. */
const open = statement('settlement.open_merchant_accounts', `
  WITH wanted AS (SELECT merchant_id, currency, min(occurred_at) AS since FROM unnest($1::uuid[], $2::text[], $3::timestamptz[]) AS w (merchant_id, currency, occurred_at) GROUP BY 1, 2),
    opened AS (
      INSERT INTO settlement.merchant_accounts (merchant_id, currency) SELECT merchant_id, currency FROM wanted w
      WHERE NOT EXISTS (SELECT FROM settlement.merchant_accounts a WHERE a.merchant_id = w.merchant_id AND a.currency = w.currency) ORDER BY 1, 2 ON CONFLICT DO NOTHING),
    late AS (
      SELECT a.merchant_id FROM settlement.merchant_accounts a JOIN wanted w ON w.merchant_id = a.merchant_id AND w.currency = a.currency
      WHERE w.since < date_trunc('month', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' ORDER BY a.merchant_id, a.currency FOR SHARE OF a)
  SELECT count(*) FROM late`);
const enter = statement('settlement.enter_for_merchants', `
  INSERT INTO settlement.merchant_entries (id, merchant_id, currency, ledger_key, kind, reference, payable_minor, reserve_minor, occurred_at, booked_at, matures_at, reserve_until, payout_id)
  SELECT w.id, w.merchant_id, w.currency, w.ledger_key, w.kind, w.reference, w.payable, w.reserve, w.occurred_at,
    greatest(w.occurred_at, (SELECT (to_date(max(p.period), 'YYYY-MM') + interval '1 month') AT TIME ZONE 'UTC' FROM settlement.closed_periods p
      WHERE p.merchant_id = w.merchant_id AND p.currency = w.currency)),
    w.occurred_at + CASE w.kind WHEN 'sale' THEN t.hold_days ELSE 0 END * interval '1 day',
    CASE WHEN w.kind = 'sale' AND w.reserve > 0 THEN w.occurred_at + t.reserve_days * interval '1 day' END,
    CASE WHEN w.kind = 'payout' OR (w.kind = 'payout_rest' AND w.payable < 0) THEN w.reference::uuid END
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::bigint[], $9::timestamptz[])
    AS w (id, merchant_id, currency, ledger_key, kind, reference, payable, reserve, occurred_at) ${termsInForce('w.merchant_id', 'w.currency', 'w.occurred_at')}
  ORDER BY w.merchant_id, w.currency ON CONFLICT ON CONSTRAINT merchant_entries_ledger_key_key DO NOTHING`);

/**
 * Writes the merchants' side of ledger transactions that are posted in the same database transaction: what is payable, matured, held in
 * reserve and on a statement is told by these entries. The same key twice is one entry.
 */
export async function enterForMerchants(tx: Tx, transactions: readonly LedgerTransaction[]): Promise<void> {
  await writeEntries(tx, transactions.flatMap(merchantPostings));
}

export async function writeEntries(tx: Tx, entries: readonly MerchantPosting[]): Promise<void> {
  if (!entries.length) return;
  const merchants = entries.map(({ merchantId }) => merchantId);
  const currencies = entries.map(({ currency }) => currency);
  const instants = entries.map(({ transaction }) => transaction.occurredAt);
  await prepared(tx, open, [merchants, currencies, instants]);
  await prepared(tx, enter, [
    entries.map(() => newId()), merchants, currencies, entries.map(({ transaction }) => transaction.key), entries.map(({ transaction }) => transaction.kind),
    entries.map(({ transaction }) => transaction.reference), entries.map(({ payableMinor }) => payableMinor.toString()), entries.map(({ reserveMinor }) => reserveMinor.toString()),
    instants,
  ]);
}
