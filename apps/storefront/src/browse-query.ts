import { deliveryKinds, type DeliveryKind, type ListOrder } from '@silkport/catalog';
import { findTaxonomyNode } from '@silkport/markets';
import type { FastifyRequest } from 'fastify';

/** What a visitor narrows a list by, as it stands in the page's address. */
export interface BrowseQuery {
  readonly words?: string;
  readonly clusterId?: string;
  readonly taxonomyId?: string;
  readonly deliveryKind?: DeliveryKind;
  readonly order?: ListOrder;
  readonly cursor?: string;
}

/** Each part of a query by its name in the address. */
const names = { words: 'q', clusterId: 'cluster', taxonomyId: 'category', deliveryKind: 'kind', order: 'order', cursor: 'cursor' } as const satisfies Record<keyof BrowseQuery, string>;

export const listOrders = ['newest', 'price', '-price'] as const satisfies readonly ListOrder[];

const longestWords = 200;
const longestCursor = 500;

/**
 * Reads the address with forbearance: links are shared, cut off and given others' parameters on their way, and a page that can be
 * shown is better than a refusal. What it does not know it leaves out; only a cursor is judged, by the list that made it.
 */
export function browseQueryOf(request: Pick<FastifyRequest, 'query'>): BrowseQuery {
  const given = (request.query ?? {}) as Record<string, unknown>;
  const text = (part: keyof BrowseQuery) => {
    const value = given[names[part]];
    const first: unknown = Array.isArray(value) ? value[0] : value;
    return typeof first === 'string' ? first.replaceAll('\0', '').trim() : '';
  };
  const [words, clusterId, taxonomyId, cursor] = [text('words').slice(0, longestWords).trim(), text('clusterId').slice(0, 100), text('taxonomyId'), text('cursor').slice(0, longestCursor)];
  const deliveryKind = deliveryKinds.find((kind) => kind === text('deliveryKind'));
  const order = listOrders.find((each) => each === text('order'));
  return {
    ...(words && { words }), ...(clusterId && { clusterId }), ...(findTaxonomyNode(taxonomyId) && { taxonomyId }),
    ...(deliveryKind && { deliveryKind }), ...(order && { order }), ...(cursor && { cursor }),
  };
}

/** The address of a list narrowed otherwise: a change starts the list anew, and `undefined` takes a part out. */
export function browseAddress(path: string, query: BrowseQuery, change: { readonly [Part in keyof BrowseQuery]?: BrowseQuery[Part] | undefined } = {}): string {
  const wanted = { ...query, cursor: undefined, ...change };
  const parameters = new URLSearchParams();
  for (const part of Object.keys(names) as (keyof BrowseQuery)[]) {
    const value = wanted[part];
    if (value !== undefined && !(part === 'order' && value === 'newest')) parameters.set(names[part], value);
  }
  return parameters.size ? `${path}?${parameters}` : path;
}
