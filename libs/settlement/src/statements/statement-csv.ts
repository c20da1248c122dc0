import { Injectable } from '@nestjs/common';
import { findCurrency } from '@silkport/markets';
import { decimalOfMinor, type Locale, type Money } from '@silkport/values';
import { stringify } from 'csv-stringify/sync';
import { StatementLabels, type StatementColumn } from './statement-labels.js';
import type { MerchantStatement, Owed, StatementLine } from './statement-reads.js';

const columns: readonly StatementColumn[] = ['date', 'kind', 'order', 'gross', 'tax', 'commission', 'commission_tax', 'payable', 'reserve'];

/** A statement as RFC 4180: a head, the opening balance, each line, the closing balance. Amounts are plain decimals in the statement's currency. */
@Injectable()
export class StatementCsv {
  constructor(private readonly labels: StatementLabels) {}

  write({ currency, from, until, opening, closing, lines }: MerchantStatement, locale: Locale): string {
    const head = [...columns.map((column) => this.labels.column(locale, column)), this.labels.say(locale, 'currency')];
    const last = new Date(until.getTime() - 1);
    const balance = (label: string, at: Date, owed: Owed) => [dateOf(at), label, '', '', '', '', '', decimalOf(owed.payable), decimalOf(owed.reserve), currency];
    const rows = [
      balance(this.labels.say(locale, 'opening'), from, opening),
      ...lines.map((line) => [...this.cells(line, locale), currency]),
      balance(this.labels.say(locale, 'closing'), last, closing),
    ];
    return stringify([head, ...rows].map((row) => row.map(harmless)), { record_delimiter: 'windows', bom: true });
  }

  private cells({ occurredAt, kind, orderNumber, payoutId, gross, tax, commission, commissionTax, payable, reserve }: StatementLine, locale: Locale): string[] {
    return [
      occurredAt.toISOString(), this.labels.kind(locale, kind), orderNumber ?? payoutId ?? '',
      ...[gross, tax, commission, commissionTax].map((amount) => (amount ? decimalOf(amount) : '')), decimalOf(payable), decimalOf(reserve),
    ];
  }
}

/** A cell that a spreadsheet would run as a formula begins with an apostrophe instead; a plain number, below zero too, is none. */
export function harmless(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) && !/^-?\d+(\.\d+)?$/.test(cell) ? `'${cell}` : cell;
}

function decimalOf({ amountMinor, currency }: Money): string {
  return decimalOfMinor(amountMinor, findCurrency(currency)?.minorUnits ?? 2);
}

function dateOf(instant: Date): string {
  return instant.toISOString();
}
