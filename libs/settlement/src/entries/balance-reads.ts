import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import { Clock, money, type Money } from '@silkport/values';

const balances = statement('settlement.merchant_balances', `
  SELECT a.currency, coalesce(sum(e.payable_minor) FILTER (WHERE e.payout_id IS NULL AND (e.payable_minor < 0 OR e.matures_at <= $2)), 0)::bigint AS available,
    (SELECT coalesce(sum(r.reserve_minor), 0)::bigint FROM settlement.merchant_entries r WHERE r.merchant_id = $1 AND r.currency = a.currency AND r.reserve_minor <> 0) AS reserve,
    (SELECT coalesce(sum(p.amount_minor - p.returned_minor), 0)::bigint FROM settlement.payouts p WHERE p.merchant_id = $1 AND p.currency = a.currency AND p.state IN ('created', 'sent')) AS "onItsWay"
  FROM settlement.merchant_accounts a LEFT JOIN settlement.merchant_entries e ON e.merchant_id = a.merchant_id AND e.currency = a.currency AND e.payout_id IS NULL
  WHERE a.merchant_id = $1 GROUP BY a.currency ORDER BY a.currency`);
const maturing = statement('settlement.maturing', `
  SELECT currency, to_char(matures_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS date, sum(payable_minor)::bigint AS minor FROM settlement.merchant_entries
  WHERE merchant_id = $1 AND payout_id IS NULL AND payable_minor > 0 AND matures_at > $2 GROUP BY 1, 2 ORDER BY 1, 2`);

export interface MerchantBalance {
  readonly currency: string;
  /** What a pay-out of now would be; below zero where refunds are still to be earned back. */
  readonly available: Money;
  /** Sales in their hold, by the day (UTC) on which it ends. */
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
    const now = this.clock.now();
    const [rows, later] = await Promise.all([
      this.database.read<{ currency: string; available: bigint; reserve: bigint; onItsWay: bigint }>(balances, [merchantId, now]),
      this.database.read<{ currency: string; date: string; minor: bigint }>(maturing, [merchantId, now]),
    ]);
    return rows.map(({ currency, available, reserve, onItsWay }) => ({
      currency, available: money(available, currency), reserve: money(reserve, currency), onItsWay: money(onItsWay, currency),
      maturing: later.filter((each) => each.currency === currency).map(({ date, minor }) => ({ date, amount: money(minor, currency) })),
    }));
  }
}
