import { Injectable } from '@nestjs/common';
import { Database, reviveJson, statement } from '@silkport/platform';
import { money, type Locale } from '@silkport/values';
import type { QuoteLine } from './quote.entity.js';
import type { QuoteView } from './quote-order.js';
import { QuoteUnknown } from './ordering.errors.js';

export interface StoredQuote { id: string; country: string; currency: string; locale: Locale; rate_set_id: string; total_minor: bigint; lines: unknown; expires_at: Date }

const byId = statement('ordering.quote_by_id', 'SELECT id, country, currency, locale, rate_set_id, total_minor, lines, expires_at FROM ordering.quotes WHERE id = $1');

@Injectable()
export class QuoteReads {
  constructor(private readonly database: Database) {}

  /** @throws QuoteUnknown */
  async byId(id: string): Promise<QuoteView> {
    const [row] = await this.database.read<StoredQuote>(byId, [id]);
    if (!row) throw new QuoteUnknown({}, 'quoteId');
    return quoteView(row);
  }
}

export function quoteView(row: StoredQuote): QuoteView {
  return {
    id: row.id, country: row.country, currency: row.currency, locale: row.locale, rateSetId: row.rate_set_id, total: money(row.total_minor, row.currency),
    lines: reviveJson<QuoteLine[]>(row.lines), expiresAt: row.expires_at,
  };
}
