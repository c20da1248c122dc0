import { Injectable } from '@nestjs/common';
import { ExchangeRates } from '@silkport/pricing';
import { Database, decodeCursor, encodeCursor, statement, type Statement } from '@silkport/platform';
import { cardColumns, cardOf, type CardRow, type ProductCard } from './product-card.js';
import type { ListRequest, Page } from './product-reads.js';
import { foldText, tsqueryOf } from './search-tokens.js';

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

interface Row extends CardRow { facets: Record<'cluster_id' | 'branch' | 'delivery_kind', Record<string, number> | null>; approximate: boolean }

/** Matches looked at for ranking and facets: enough for every page that people turn to, and a bound for a word that is everywhere. */
const mostMatches = 600;

/**
 * Full text over the tokens of names, tags, categories and descriptions; where nothing matches, names that look similar
 * (pg_trgm). One statement gives the page and the facets.
 */
@Injectable()
export class SearchReads {
  constructor(private readonly database: Database, private readonly rates: ExchangeRates) {}

  /** @throws InvalidCursor, CurrencyNotOffered */
  async search(request: SearchRequest): Promise<SearchPage> {
    const table = await this.rates.current();
    const offset = request.cursor ? Number(decodeCursor(request.cursor, ['number'])[0]) : 0;
    const { prepared, values } = searchStatement(request, Math.max(0, Math.min(mostMatches, Math.trunc(offset))));
    const rows = await this.database.read<Row>(prepared, values);
    const [first] = rows;
    const found = rows.filter(({ id }) => id !== null);
    return {
      items: found.slice(0, request.limit).map((row) => cardOf(row, table, request.currency)),
      nextCursor: found.length > request.limit ? encodeCursor([offset + request.limit]) : undefined,
      facets: { clusters: facetOf(first?.facets.cluster_id), categories: facetOf(first?.facets.branch), deliveryKinds: facetOf(first?.facets.delivery_kind) },
      isApproximate: first?.approximate ?? false,
    };
  }
}

function facetOf(counts: Record<string, number> | null | undefined): Facet[] {
  return Object.entries(counts ?? {}).map(([value, count]) => ({ value, count })).toSorted((left, right) => right.count - left.count || left.value.localeCompare(right.value));
}

function searchStatement(request: SearchRequest, offset: number): { prepared: Statement; values: unknown[] } {
  const values: unknown[] = [request.locale, request.limit + 1, offset, tsqueryOf(request.query), foldText(request.query.slice(0, 200)).trim()];
  const parameter = (value: unknown) => `$${values.push(value)}`;
  const conditions: string[] = [];
  if (request.clusterId) conditions.push(`m.cluster_id = ${parameter(request.clusterId)}`);
  if (request.taxonomyId) conditions.push(`m.taxonomy_path @> ARRAY[${parameter(request.taxonomyId)}]::text[]`);
  if (request.deliveryKind) conditions.push(`m.delivery_kind = ${parameter(request.deliveryKind)}`);
  const name = ['catalog.search', request.clusterId && 'cluster', request.taxonomyId && 'category', request.deliveryKind && 'kind'].filter(Boolean).join(':');
  const matched = 'p.id, p.cluster_id, p.taxonomy_path, p.delivery_kind';
  const text = `
    WITH exact AS MATERIALIZED (
      SELECT ${matched}, ts_rank(p.search, $4::tsquery)::float8 AS rank FROM catalog.products p
      WHERE p.status = 'published' AND $4 <> '' AND p.search @@ $4::tsquery ORDER BY rank DESC, p.id LIMIT ${mostMatches}),
    similar_names AS MATERIALIZED (
      SELECT ${matched}, word_similarity($5, p.search_text)::float8 AS rank FROM catalog.products p
      WHERE p.status = 'published' AND char_length($5) >= 3 AND NOT EXISTS (SELECT FROM exact) AND $5 <% p.search_text ORDER BY rank DESC, p.id LIMIT 60),
    matches AS MATERIALIZED (SELECT * FROM exact UNION ALL SELECT * FROM similar_names),
    facets AS (SELECT json_build_object(
      'cluster_id', (SELECT json_object_agg(cluster_id, n) FROM (SELECT cluster_id, count(*)::int AS n FROM matches GROUP BY 1) c),
      'branch', (SELECT json_object_agg(branch, n) FROM (SELECT taxonomy_path[2] AS branch, count(*)::int AS n FROM matches GROUP BY 1) b),
      'delivery_kind', (SELECT json_object_agg(delivery_kind, n) FROM (SELECT delivery_kind, count(*)::int AS n FROM matches GROUP BY 1) d)) AS facets,
      EXISTS (SELECT FROM similar_names) AS approximate),
    page AS (SELECT m.id, m.rank FROM matches m ${conditions.length ? `WHERE ${conditions.join(' AND ')}` : ''} ORDER BY m.rank DESC, m.id OFFSET $3 LIMIT $2)
    SELECT f.facets, f.approximate, ${cardColumns}, '' AS sort_key
    FROM facets f LEFT JOIN page ON true LEFT JOIN catalog.products p ON p.id = page.id ORDER BY page.rank DESC, page.id`;
  return { prepared: statement(name, text), values };
}
