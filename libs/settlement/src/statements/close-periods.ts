import { Injectable, Logger } from '@nestjs/common';
import { Database, Every, Outbox, prepared, statement, type Tx } from '@silkport/platform';
import { Clock, money } from '@silkport/values';
import { periodClosed } from '../settlement.events.js';
import { calendarMonth } from './calendar-month.js';
import { commissionTaxesOf } from './commission-taxes.js';

/** Word of a month's last minutes, by the provider's clock, has come by then. What comes later still is booked to the next month. */
const graceMilliseconds = 2 * 86_400_000;

const unclosed = statement('settlement.unclosed_periods', `
  SELECT DISTINCT e.merchant_id AS "merchantId", e.currency, to_char(e.booked_at AT TIME ZONE 'UTC', 'YYYY-MM') AS period FROM settlement.merchant_entries e
  WHERE e.booked_at < date_trunc('month', $1::timestamptz AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' AND NOT EXISTS (
    SELECT FROM settlement.closed_periods c WHERE c.merchant_id = e.merchant_id AND c.currency = e.currency AND c.period = to_char(e.booked_at AT TIME ZONE 'UTC', 'YYYY-MM'))
  ORDER BY 1, 2, 3`);
const lock = statement('settlement.lock_to_close', 'SELECT FROM settlement.merchant_accounts WHERE merchant_id = $1 AND currency = $2 FOR UPDATE');
const sums = statement('settlement.period_sums', `
  SELECT coalesce(sum(e.payable_minor + e.reserve_minor) FILTER (WHERE e.booked_at < $3), 0)::bigint AS opening, coalesce(sum(e.payable_minor + e.reserve_minor), 0)::bigint AS closing,
    coalesce(sum(d.gross_minor - d.tax_minor) FILTER (WHERE e.booked_at >= $3), 0)::bigint AS net,
    coalesce(sum(d.commission_minor) FILTER (WHERE e.booked_at >= $3), 0)::bigint AS commission, coalesce(sum(d.commission_tax_minor) FILTER (WHERE e.booked_at >= $3), 0)::bigint AS "commissionTax",
    count(*) FILTER (WHERE e.booked_at >= $3 AND e.kind IN ('sale', 'refund', 'chargeback') AND d.ledger_key IS NULL)::int AS undescribed
  FROM settlement.merchant_entries e LEFT JOIN settlement.merchant_entry_details d ON d.ledger_key = e.ledger_key AND d.merchant_id = e.merchant_id AND d.currency = e.currency
  WHERE e.merchant_id = $1 AND e.currency = $2 AND e.booked_at < $4`);
const close = statement('settlement.close_period', `
  INSERT INTO settlement.closed_periods (merchant_id, period, currency, opening_minor, closing_minor, closed_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING period`);

interface Unclosed { merchantId: string; currency: string; period: string }
interface Sums { opening: bigint; closing: bigint; net: bigint; commission: bigint; commissionTax: bigint; undescribed: number }

/** Closes months that are over, each once for a merchant and currency, and tells of it: a commission invoice is written from that. */
@Injectable()
export class ClosePeriods {
  private readonly logger = new Logger(ClosePeriods.name);

  constructor(private readonly database: Database, private readonly outbox: Outbox, private readonly clock: Clock) {}

  @Every('20 2 * * *', 'settlement/close-periods')
  async everyNight(): Promise<void> {
    await this.run();
  }

  /** @returns how many were closed */
  async run(): Promise<number> {
    const over = new Date(this.clock.now().getTime() - graceMilliseconds);
    let closed = 0;
    for (const each of await this.database.read<Unclosed>(unclosed, [over])) if (await this.database.transaction((tx) => this.close(tx, each))) closed += 1;
    return closed;
  }

  private async close(tx: Tx, { merchantId, currency, period }: Unclosed): Promise<boolean> {
    await prepared(tx, lock, [merchantId, currency]);
    const now = this.clock.now();
    const { from, until } = calendarMonth(period, now);
    const [row] = await prepared<Sums>(tx, sums, [merchantId, currency, from, until]);
    if (!row) throw new Error('A sum without a row');
    const { undescribed, opening, closing, net, commission, commissionTax } = row;
    if (undescribed) {
      this.logger.warn(`${period} ${currency} of ${merchantId} stays open: ${undescribed} sales or refunds are not described yet`);
      return false;
    }
    const [closed] = await prepared(tx, close, [merchantId, period, currency, opening, closing, now]);
    if (!closed) return false;
    const amount = (minor: bigint) => money(minor, currency);
    const shares = { commission: amount(commission), commissionTax: amount(commissionTax) };
    const commissionTaxes = await commissionTaxesOf(tx, { merchantId, currency, from, until, ...shares });
    await this.outbox.publish(tx, periodClosed, {
      merchantId, period, currency, from: dateOf(from), until: dateOf(until), opening: amount(opening), closing: amount(closing), net: amount(net), ...shares, commissionTaxes,
    });
    return true;
  }
}

function dateOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
