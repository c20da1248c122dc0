import { findTaxonomyNode } from '@silkport/markets';

export type TradeClass = 'service' | 'goods';

/** How a line is classed: services by EBOPS 2010, goods by chapters of the Harmonised System. */
export interface ClassCodes {
  readonly tradeClass: TradeClass;
  readonly ebops: string | null;
  readonly hsChapter: string | null;
}

/** Codes of a leaf of the taxonomy. Anything else in a paid order is a bug of whoever let it be sold. */
export function classCodesOf(taxonomyId: string): ClassCodes {
  const node = findTaxonomyNode(taxonomyId);
  if (!node?.kind) throw new Error(`No leaf of the taxonomy: ${taxonomyId}`);
  if (node.kind === 'service') return { tradeClass: 'service', ebops: node.ebops2010 ?? null, hsChapter: null };
  return { tradeClass: 'goods', ebops: null, hsChapter: node.hsChapters.join('/') || null };
}
