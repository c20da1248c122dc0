import { Injectable } from '@nestjs/common';
import { Phrases } from '@silkport/i18n';
import type { Locale } from '@silkport/values';

const columns = ['date', 'kind', 'order', 'gross', 'tax', 'commission', 'commission_tax', 'payable', 'reserve'] as const;
export type StatementColumn = (typeof columns)[number];

/** The words of a statement in the reader's language. */
@Injectable()
export class StatementLabels {
  constructor(private readonly phrases: Phrases) {}

  column(locale: Locale, column: StatementColumn): string {
    return this.phrases.say(locale, `settlement.statement.${column}`);
  }

  /** What a line is; a kind that has no words of its own is shown by its code. */
  kind(locale: Locale, kind: string): string {
    const key = `settlement.kind_${kind}`;
    return this.phrases.has(key) ? this.phrases.say(locale, key) : kind;
  }

  say(locale: Locale, key: 'title' | 'merchant' | 'period' | 'currency' | 'opening' | 'closing' | 'opening_reserve' | 'closing_reserve' | 'lines' | 'note_open' | 'footer', params: Record<string, string> = {}): string {
    return this.phrases.say(locale, `settlement.statement.${key}`, params);
  }
}
