import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import { Clock, money, type Money } from '@silkport/values';
import { calendarMonth, type CalendarMonth } from './calendar-month.js';

/** What a merchant is owed: to be paid out, and held back in reserve. */
export interface Owed {
  readonly payable: Money;
  readonly reserve: Money;
}

/** One thing that changed what is owed; amounts are above zero in the merchant's favour. The four of its making are null where it was no sale or refund. */
export interface StatementLine extends Owed {
  readonly kind: string;
  readonly occurredAt: Date;
  readonly orderNumber: string | null;
  /** The pay-out that it is, or whose return it is. */
  readonly payoutId: string | null;
  readonly gross: Money | null;
  readonly tax: Money | null;
  readonly commission: Money | null;
  readonly commissionTax: Money | null;
}

/** opening + lines = closing, for what is payable and for what is reserved: the sums of the merchant's accounts in the ledger. */
export interface MerchantStatement extends CalendarMonth {
  readonly currency: string;
  readonly isClosed: boolean;
  readonly opening: Owed;
  readonly closing: Owed;
  readonly lines: readonly StatementLine[];
}

export interface StatementHead {
  readonly period: string;
  readonly currency: string;
  readonly isClosed: boolean;
}

const isOpenMonth = `(SELECT count(*) = 0 FROM settlement.closed_periods c WHERE c.merchant_id = $1 AND c.period = $2 AND c.currency = w.currency) AS "isOpen"`;
const months = statement('settlement.statement_months', `
  SELECT w.period, w.currency, c.period IS NOT NULL AS "isClosed"
  FROM (SELECT DISTINCT to_char(booked_at AT TIME ZONE 'UTC', 'YYYY-MM') AS period, currency FROM settlement.merchant_entries WHERE merchant_id = $1) AS w
    LEFT JOIN settlement.closed_periods c ON c.merchant_id = $1 AND c.period = w.period AND c.currency = w.currency
  ORDER BY w.period DESC, w.currency`);
const openings = statement('settlement.statement_openings', `
  SELECT w.currency, ${isOpenMonth}, coalesce(sum(e.payable_minor), 0)::bigint AS payable, coalesce(sum(e.reserve_minor), 0)::bigint AS reserve
  FROM (SELECT currency FROM settlement.merchant_accounts WHERE merchant_id = $1) AS w
    LEFT JOIN settlement.merchant_entries e ON e.merchant_id = $1 AND e.currency = w.currency AND e.booked_at < $3
  GROUP BY w.currency ORDER BY w.currency`);
const lines = statement('settlement.statement_lines', `
  SELECT e.kind, e.currency, e.occurred_at AS "occurredAt", e.payable_minor AS payable, e.reserve_minor AS reserve, d.order_number AS "ownNumber",
    (SELECT max(s.order_number) FROM settlement.merchant_entry_details s WHERE s.ledger_key = 'sale:' || e.reference AND s.merchant_id = e.merchant_id) AS "orderNumber",
    CASE WHEN e.kind LIKE 'payout%' THEN e.reference END AS "payoutId",
    d.gross_minor AS gross, d.tax_minor AS tax, d.commission_minor AS commission, d.commission_tax_minor AS "commissionTax"
  FROM settlement.merchant_entries e LEFT JOIN settlement.merchant_entry_details d ON d.ledger_key = e.ledger_key AND d.merchant_id = e.merchant_id AND d.currency = e.currency
  WHERE e.merchant_id = $1 AND e.booked_at >= $2 AND e.booked_at < $3 AND e.kind <> 'payout_rest' ORDER BY e.currency, e.booked_at, e.id`);

interface Opening { currency: string; isOpen: boolean; payable: bigint; reserve: bigint }
interface Row {
  kind: string; currency: string; occurredAt: Date; payable: bigint; reserve: bigint; ownNumber: string | null; orderNumber: string | null; payoutId: string | null;
  gross: bigint | null; tax: bigint | null; commission: bigint | null; commissionTax: bigint | null;
}

/** A merchant's statements: queries over what was posted, nothing that was reckoned apart from it. */
@Injectable()
export class StatementReads {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** The months and currencies in which something was posted, newest first. */
  months(merchantId: string): Promise<StatementHead[]> {
    return this.database.read<StatementHead>(months, [merchantId]);
  }

  /** One statement for each currency that the merchant has ever earned in. @throws PeriodUnknown */
  async of(merchantId: string, period: string): Promise<MerchantStatement[]> {
    const month = calendarMonth(period, this.clock.now());
    const [opened, rows] = await Promise.all([
      this.database.read<Opening>(openings, [merchantId, period, month.from]), this.database.read<Row>(lines, [merchantId, month.from, month.until]),
    ]);
    const byCurrency = Map.groupBy(rows, ({ currency }) => currency);
    return opened.map((opening) => statementOf(month, opening, byCurrency.get(opening.currency) ?? []));
  }
}

function statementOf(month: CalendarMonth, { currency, isOpen, payable, reserve }: Opening, rows: readonly Row[]): MerchantStatement {
  const sum = (of: (row: Row) => bigint, start: bigint) => money(rows.reduce((total, row) => total + of(row), start), currency);
  return {
    ...month, currency, isClosed: !isOpen, opening: { payable: money(payable, currency), reserve: money(reserve, currency) },
    closing: { payable: sum((row) => row.payable, payable), reserve: sum((row) => row.reserve, reserve) }, lines: rows.map(lineOf),
  };
}

function lineOf({ kind, currency, occurredAt, payable, reserve, ownNumber, orderNumber, payoutId, gross, tax, commission, commissionTax }: Row): StatementLine {
  const amount = (minor: bigint | null) => (minor === null ? null : money(minor, currency));
  return {
    kind, occurredAt, orderNumber: ownNumber ?? orderNumber, payoutId, payable: money(payable, currency), reserve: money(reserve, currency),
    gross: amount(gross), tax: amount(tax), commission: amount(commission), commissionTax: amount(commissionTax),
  };
}
