import names from './data/taxonomy-names.json' with { type: 'json' };
import data from './data/taxonomy.json' with { type: 'json' };
import type { DeliveryMethod, SupplyMode, TaxClass, TaxonomyNode } from './taxonomy-node.js';

type Row = {
  id: string; parent: string | null; level: number; order?: number; kind?: string; supply_mode?: string; tax_class?: string;
  ebops2010?: string | null; cpc21?: string[]; hs_chapters?: string[]; hs_heading_hint?: string | null;
  delivery_methods?: string[]; compliance_tags?: string[];
};

const namesById: Readonly<Record<string, TaxonomyNode['names'] | undefined>> = names;

function nodeOf(row: Row): TaxonomyNode {
  const written = namesById[row.id];
  if (!written) throw new Error(`Taxonomy node ${row.id} has no names`);
  return {
    id: row.id,
    parent: row.parent,
    level: row.level as TaxonomyNode['level'],
    order: row.order ?? null,
    names: written,
    ...(row.kind && { kind: row.kind === 'good' ? 'goods' as const : 'service' as const }),
    ...(row.supply_mode && { supplyMode: row.supply_mode as SupplyMode }),
    ...(row.tax_class && { taxClass: row.tax_class as TaxClass }),
    ...(row.ebops2010 && { ebops2010: row.ebops2010 }),
    cpc21: row.cpc21 ?? [],
    hsChapters: row.hs_chapters ?? [],
    ...(row.hs_heading_hint && { hsHeadingHint: row.hs_heading_hint }),
    deliveryMethods: (row.delivery_methods ?? []) as DeliveryMethod[],
    complianceTags: row.compliance_tags ?? [],
  };
}

/** Every class of what is traded, parents before children. */
export const taxonomyNodes: readonly TaxonomyNode[] = (data.nodes as readonly Row[]).map(nodeOf).toSorted((a, b) => a.level - b.level);

const byId = new Map(taxonomyNodes.map((node) => [node.id, node]));
const byParent = Map.groupBy(taxonomyNodes, (node) => node.parent);
const paths = new Map<string, readonly TaxonomyNode[]>();
for (const node of taxonomyNodes) paths.set(node.id, [...(node.parent ? pathOf(node.parent) : []), node]);
const leaves = new Map<string, readonly string[]>();
for (const node of taxonomyNodes.toReversed()) {
  leaves.set(node.id, node.level === 3 ? [node.id] : childrenOf(node.id).flatMap((child) => leavesUnder(child.id)));
}

export const taxonomyRoots: readonly TaxonomyNode[] = byParent.get(null) ?? [];

export function findTaxonomyNode(id: string): TaxonomyNode | undefined {
  return byId.get(id);
}

/** In the order of the table; none for a leaf or an unknown id. */
export function childrenOf(id: string): readonly TaxonomyNode[] {
  return byParent.get(id) ?? [];
}

/** Ids of the leaves at or below the node (a leaf is its own only leaf): what a category page filters products by. */
export function leavesUnder(id: string): readonly string[] {
  return leaves.get(id) ?? [];
}

/** From the root to the node itself, as breadcrumbs go; empty for an unknown id. */
export function pathOf(id: string): readonly TaxonomyNode[] {
  return paths.get(id) ?? [];
}
