import { ApiProperty } from '@nestjs/swagger';
import type { Facet, SearchPage } from '@silkport/catalog';
import type { ClusterView } from '@silkport/clusters';
import { findTaxonomyNode } from '@silkport/markets';
import { translation, type Locale } from '@silkport/values';
import { ProductPageAnswer, productCardAnswer } from './product-card-answer.js';

export class FacetAnswer {
  @ApiProperty({ example: 'dp.visual' }) value: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null for a delivery kind, which clients name themselves.', example: 'Visual arts' }) name: string | null;
  @ApiProperty({ type: 'integer', example: 12 }) count: number;
}

export class FacetsAnswer {
  @ApiProperty({ type: [FacetAnswer] }) clusters: FacetAnswer[];
  @ApiProperty({ type: [FacetAnswer] }) categories: FacetAnswer[];
  @ApiProperty({ type: [FacetAnswer] }) deliveryKinds: FacetAnswer[];
}

export class SearchAnswer extends ProductPageAnswer {
  @ApiProperty({ description: 'Counts among the best 600 of the newest 1,000 matches, before the filters.' }) facets: FacetsAnswer;
  @ApiProperty({ description: 'Nothing matched the words as written; these are similar.', example: false }) isApproximate: boolean;
}

export function searchAnswer(page: SearchPage, clusters: ReadonlyMap<string, ClusterView>, locale: Locale): SearchAnswer {
  const named = (facets: readonly Facet[], nameOf: (value: string) => string | null) => facets.map(({ value, count }) => ({ value, name: nameOf(value), count }));
  return {
    items: page.items.map(productCardAnswer), nextCursor: page.nextCursor ?? null, isApproximate: page.isApproximate,
    facets: {
      clusters: named(page.facets.clusters, (id) => translation(clusters.get(id)?.name ?? {}, locale).text || id),
      categories: named(page.facets.categories, (id) => findTaxonomyNode(id)?.names[locale] ?? id),
      deliveryKinds: named(page.facets.deliveryKinds, () => null),
    },
  };
}
