import { Injectable } from '@nestjs/common';
import { Database, reviveJson, statement } from '@silkport/platform';
import { money } from '@silkport/values';
import { QuoteUnknown } from '../ordering.errors.js';
import type { QuoteLine } from './quote.entity.js';
import type { QuoteView } from './quote-view.js';

interface StoredQuote extends Omit<QuoteView, 'total' | 'lines'> { totalMinor: bigint; lines: unknown }

const byId = statement('ordering.quote_by_id', `SELECT id, country, region, tax_id AS "taxId", place, place_country AS "placeCountry", evidence, currency, locale, rate_set_id AS "rateSetId",
  total_minor AS "totalMinor", lines, expires_at AS "expiresAt" FROM ordering.quotes WHERE id = $1`);

@Injectable()
export class QuoteReads {
  constructor(private readonly database: Database) {}

  /** @throws QuoteUnknown */
  async byId(id: string): Promise<QuoteView> {
    const [row] = await this.database.read<StoredQuote>(byId, [id]);
    if (!row) throw new QuoteUnknown({}, 'quoteId');
    const { totalMinor, lines, ...quote } = row;
    return { ...quote, total: money(totalMinor, row.currency), lines: reviveJson<QuoteLine[]>(lines) };
  }
}
