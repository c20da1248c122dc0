import { Injectable } from '@nestjs/common';
import { ExchangeRates } from '@silkport/pricing';
import { Database, decodeCursor, encodeCursor, statement, type Statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { nearWords } from './near-words.js';
import { cardColumns, cardOf, type CardRow, type ProductCard } from './product-card.js';
import type { ListRequest, Page } from './product-reads.js';
import { isSpelled, lexeme, queryTokens } from './search-tokens.js';

export interface SearchRequest extends Omit<ListRequest, 'order' | 'merchantId'> {
  readonly query: string;
}

export interface Facet { readonly value: string; readonly count: number }

export interface SearchPage extends Page<ProductCard> {
  /** Counts among the best matches (`limit` of them is stated by `counted`), before the facet filters. */
  readonly facets: { readonly clusters: readonly Facet[]; readonly categories: readonly Facet[]; readonly deliveryKinds: readonly Facet[] };
  /** Nothing matched the words as written; these are similar. */
  readonly isApproximate: boolean;
}

interface Row extends CardRow { facets: Record<'cluster_id' | 'branch' | 'delivery_kind', Record<string, number> | null> }

/** Matches kept for pages and facets: enough for every page that people turn to. */
const mostMatches = 600;
/** Matches looked at for ranking, the newest: a bound for a word that is everywhere. */
const mostRanked = 1000;

/**
 * Full text over the tokens of names, tags, categories and descriptions, the page and its facets in one statement. Only where
 * nothing matches it asks again: with the words that the mistyped ones may have meant, and then for any of them.
 */
@Injectable()
export class SearchReads {
  constructor(private readonly database: Database, private readonly rates: ExchangeRates, private readonly clock: Clock) {}

  /** @throws InvalidCursor, CurrencyNotOffered */
  async search(request: SearchRequest): Promise<SearchPage> {
    const table = await this.rates.current();
    const at = this.clock.now();
    const offset = offsetOf(request.cursor);
    const { rows, isApproximate } = await this.find(request, offset);
    const found = rows.filter(({ id }) => id !== null);
    const facets = rows[0]?.facets;
    return {
      items: found.slice(0, request.limit).map((row) => cardOf(row, table, { currency: request.currency, market: request.country ?? null, at })),
      nextCursor: found.length > request.limit ? encodeCursor([offset + request.limit]) : undefined,
      facets: { clusters: facetOf(facets?.cluster_id), categories: facetOf(facets?.branch), deliveryKinds: facetOf(facets?.delivery_kind) },
      isApproximate,
    };
  }

  private async find(request: SearchRequest, offset: number): Promise<{ rows: Row[]; isApproximate: boolean }> {
    const tokens = queryTokens(request.query);
    if (!tokens.length) return { rows: [], isApproximate: false };
    const exact = await this.ask(request, offset, tokens.map(lexeme).join(' & '));
    if (matched(exact)) return { rows: exact, isApproximate: false };
    const near = await nearWords(this.database, tokens.map(({ token }) => token).filter(isSpelled));
    const meant = tokens.map((token) => [token, ...(near.get(token.token) ?? []).map((word) => ({ token: word, prefix: false }))].map(lexeme).join(' | '));
    if (near.size) {
      const rows = await this.ask(request, offset, meant.map((each) => `(${each})`).join(' & '));
      if (matched(rows)) return { rows, isApproximate: true };
    }
    const rows = tokens.length > 1 ? await this.ask(request, offset, meant.join(' | ')) : [];
    return { rows, isApproximate: matched(rows) };
  }

  private ask(request: SearchRequest, offset: number, tsquery: string): Promise<Row[]> {
    const { prepared, values } = searchStatement(request, offset, tsquery);
    return this.database.read<Row>(prepared, values);
  }
}

/** Whether the words matched, be it that no match passes the filters. */
function matched([first]: readonly Row[]): boolean {
  return Boolean(first?.facets.delivery_kind);
}

function offsetOf(cursor: string | undefined): number {
  const offset = cursor ? Number(decodeCursor(cursor, ['number'])[0]) : 0;
  return Math.max(0, Math.min(mostMatches, offset));
}

function facetOf(counts: Record<string, number> | null | undefined): Facet[] {
  return Object.entries(counts ?? {}).map(([value, count]) => ({ value, count })).toSorted((left, right) => right.count - left.count || left.value.localeCompare(right.value));
}

/**
 * The newest matches, ranked. NULLS LAST (no date is null) keeps the planner from walking the index of dates, which for a rare
 * word would read every product.
 */
function searchStatement(request: SearchRequest, offset: number, tsquery: string): { prepared: Statement; values: unknown[] } {
  const values: unknown[] = [request.locale, request.limit + 1, offset, tsquery];
  const parameter = (value: unknown) => `$${values.push(value)}`;
  const conditions: string[] = [];
  if (request.clusterId) conditions.push(`m.cluster_id = ${parameter(request.clusterId)}`);
  if (request.taxonomyId) conditions.push(`m.taxonomy_path @> ARRAY[${parameter(request.taxonomyId)}]::text[]`);
  if (request.deliveryKind) conditions.push(`m.delivery_kind = ${parameter(request.deliveryKind)}`);
  const name = ['catalog.search', request.clusterId && 'cluster', request.taxonomyId && 'category', request.deliveryKind && 'kind'].filter(Boolean).join(':');
  const text = `
    WITH matches AS MATERIALIZED (
      SELECT n.id, n.cluster_id, n.taxonomy_path, n.delivery_kind, ts_rank(n.search, $4::tsquery)::float8 AS rank FROM (
        SELECT p.id, p.cluster_id, p.taxonomy_path, p.delivery_kind, p.search FROM catalog.products p
        WHERE p.status = 'published' AND p.search @@ $4::tsquery ORDER BY p.published_at DESC NULLS LAST, p.id LIMIT ${mostRanked}) n
      ORDER BY rank DESC, n.id LIMIT ${mostMatches}),
    facets AS (SELECT json_build_object(
      'cluster_id', (SELECT json_object_agg(cluster_id, n) FROM (SELECT cluster_id, count(*)::int AS n FROM matches GROUP BY 1) c),
      'branch', (SELECT json_object_agg(branch, n) FROM (SELECT taxonomy_path[2] AS branch, count(*)::int AS n FROM matches GROUP BY 1) b),
      'delivery_kind', (SELECT json_object_agg(delivery_kind, n) FROM (SELECT delivery_kind, count(*)::int AS n FROM matches GROUP BY 1) d)) AS facets),
    page AS (SELECT m.id, m.rank FROM matches m ${conditions.length ? `WHERE ${conditions.join(' AND ')}` : ''} ORDER BY m.rank DESC, m.id OFFSET $3 LIMIT $2)
    SELECT f.facets, ${cardColumns}, '' AS sort_key
    FROM facets f LEFT JOIN page ON true LEFT JOIN catalog.products p ON p.id = page.id ORDER BY page.rank DESC, page.id`;
  return { prepared: statement(name, text), values };
}
