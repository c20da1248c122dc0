import { Injectable } from '@nestjs/common';
import { renderPdf, type DocumentBlock } from '@silkport/documents';
import { formatDate, formatDecimal, formatMoney } from '@silkport/i18n';
import { toWireMoney } from '@silkport/pricing';
import type { Locale, Money } from '@silkport/values';
import { StatementLabels, type StatementColumn } from './statement-labels.js';
import type { MerchantStatement, StatementLine } from './statement-reads.js';

/** Shares of the width for usual figures; greater ones take room from the columns beside them. The currency stands once, above the table. */
const columns: readonly (readonly [StatementColumn, number])[] = [
  ['date', 12], ['kind', 18], ['gross', 12], ['tax', 11], ['commission', 11], ['commission_tax', 11], ['payable', 13], ['reserve', 12],
];

/** A statement on paper, in the language of the merchant. */
@Injectable()
export class StatementPdf {
  constructor(private readonly labels: StatementLabels) {}

  render(statement: MerchantStatement, { merchantName, locale, madeAt }: { readonly merchantName: string; readonly locale: Locale; readonly madeAt: Date }): Promise<Buffer> {
    const { period, currency, from, isClosed } = statement;
    const month = formatDate(from, locale, { year: 'numeric', month: 'long', timeZone: 'UTC' });
    const say = this.labels.say.bind(this.labels, locale);
    const title = say('title', { period: month });
    const facts: DocumentBlock = { kind: 'facts', facts: [
      { label: say('merchant'), value: merchantName }, { label: say('period'), value: month }, { label: say('currency'), value: currency },
      ...balances(statement, locale).map(({ key, amount }) => ({ label: say(key), value: amount })),
    ] };
    const note: DocumentBlock[] = isClosed ? [] : [{ kind: 'note', text: say('note_open') }];
    return renderPdf({ locale, title, blocks: [{ kind: 'title', text: title }, facts, ...note, this.table(statement, locale)], footer: say('footer', { merchant: merchantName, period }), createdAt: madeAt });
  }

  private table({ lines, closing }: MerchantStatement, locale: Locale): DocumentBlock {
    return {
      kind: 'table',
      columns: columns.map(([column, widthShare], index) => ({ title: this.labels.column(locale, column), align: index < 2 ? 'start' : 'end', widthShare })),
      rows: lines.map((line) => this.row(line, locale)),
      totals: [{ label: this.labels.say(locale, 'closing_reserve'), value: written(closing.reserve, locale) }, { label: this.labels.say(locale, 'closing'), value: written(closing.payable, locale) }],
    };
  }

  private row({ occurredAt, kind, orderNumber, gross, tax, commission, commissionTax, payable, reserve }: StatementLine, locale: Locale): string[] {
    return [
      formatDate(occurredAt, locale, { dateStyle: 'short', timeZone: 'UTC' }), [this.labels.kind(locale, kind), orderNumber ?? ''].join(' ').trim(),
      ...[gross, tax, commission, commissionTax].map((amount) => (amount ? figure(amount, locale) : '')), figure(payable, locale), figure(reserve, locale),
    ];
  }
}

function balances({ opening, closing }: MerchantStatement, locale: Locale) {
  return [
    { key: 'opening', amount: written(opening.payable, locale) }, { key: 'opening_reserve', amount: written(opening.reserve, locale) },
    { key: 'closing', amount: written(closing.payable, locale) }, { key: 'closing_reserve', amount: written(closing.reserve, locale) },
  ] as const;
}

function figure(amount: Money, locale: Locale): string {
  return formatDecimal(toWireMoney(amount).amount, locale);
}

function written(amount: Money, locale: Locale): string {
  const wire = toWireMoney(amount);
  return formatMoney(wire.amount, wire.currency, locale);
}
