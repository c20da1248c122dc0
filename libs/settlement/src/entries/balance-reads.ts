import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import { Clock, money, type Money } from '@silkport/values';
import { freeAt, ownSale } from './free-at.js';

/** One statement, so that its sums are of one moment and are those of the ledger. */
const balances = statement('settlement.merchant_balances', `
  WITH unsettled AS (
      SELECT e.currency, e.payable_minor, ${freeAt} AS free_at FROM settlement.merchant_entries e WHERE e.merchant_id = $1 AND e.payout_id IS NULL ${ownSale}),
    due AS (
      SELECT currency, CASE WHEN free_at > $2::timestamptz THEN to_char(free_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') END AS date, sum(payable_minor)::bigint AS minor
      FROM unsettled GROUP BY 1, 2 HAVING sum(payable_minor) <> 0)
  SELECT a.currency, coalesce((SELECT d.minor FROM due d WHERE d.currency = a.currency AND d.date IS NULL), 0)::bigint AS available,
    (SELECT coalesce(jsonb_agg(jsonb_build_array(d.date, d.minor::text) ORDER BY d.date), '[]') FROM due d WHERE d.currency = a.currency AND d.date IS NOT NULL) AS maturing,
    (SELECT coalesce(sum(r.reserve_minor), 0)::bigint FROM settlement.merchant_entries r WHERE r.merchant_id = $1 AND r.currency = a.currency AND r.reserve_minor <> 0) AS reserve,
    (SELECT coalesce(sum(p.amount_minor - p.returned_minor), 0)::bigint FROM settlement.payouts p WHERE p.merchant_id = $1 AND p.currency = a.currency AND p.state IN ('created', 'sent')) AS "onItsWay"
  FROM settlement.merchant_accounts a WHERE a.merchant_id = $1 ORDER BY a.currency`);

interface Row { currency: string; available: bigint; maturing: readonly (readonly [date: string, minor: string])[]; reserve: bigint; onItsWay: bigint }

export interface MerchantBalance {
  readonly currency: string;
  /** What a pay-out of now would be; below zero where refunds are still to be earned back. */
  readonly available: Money;
  /** What is left of sales in their hold, by the day (UTC) on which it ends. */
  readonly maturing: readonly { readonly date: string; readonly amount: Money }[];
  readonly reserve: Money;
  /** Of pay-outs that are made and not yet confirmed. */
  readonly onItsWay: Money;
}

@Injectable()
export class BalanceReads {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** For each currency that the merchant has earned in. */
  async of(merchantId: string): Promise<MerchantBalance[]> {
    const rows = await this.database.read<Row>(balances, [merchantId, this.clock.now()]);
    return rows.map(({ currency, available, maturing, reserve, onItsWay }) => ({
      currency, available: money(available, currency), reserve: money(reserve, currency), onItsWay: money(onItsWay, currency),
      maturing: maturing.map(([date, minor]) => ({ date, amount: money(BigInt(minor), currency) })),
    }));
  }
}
