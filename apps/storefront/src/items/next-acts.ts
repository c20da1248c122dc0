import type { DeliveryKind } from '@silkport/catalog';
import type { AssetView } from '@silkport/delivery';

/** Something to do with what was bought, on a page of its own below the item's: `/watch`. */
export interface NextAct {
  readonly path: string;
  /** Of `item.act.*`. */
  readonly word: string;
  /** Whether it can be done with these files; without it, always. */
  readonly fits?: (assets: readonly Pick<AssetView, 'contentType'>[]) => boolean;
}

const readable = /^(application\/(epub\+zip|pdf)|text\/)/;
const hasReadable = (assets: readonly Pick<AssetView, 'contentType'>[]) => assets.some(({ contentType }) => readable.test(contentType));
const hasOther = (assets: readonly Pick<AssetView, 'contentType'>[]) => !assets.length || assets.some(({ contentType }) => !readable.test(contentType));

/** By kind, the likeliest first. */
const nextActs: Readonly<Record<DeliveryKind, readonly NextAct[]>> = {
  download: [],
  'licence-key': [],
  stream: [{ path: '/watch', word: 'watch', fits: hasOther }, { path: '/read', word: 'read', fits: hasReadable }],
  'api-access': [{ path: '/usage', word: 'usage' }],
  'data-set': [{ path: '/query', word: 'query' }],
  subscription: [{ path: '/subscription', word: 'subscription' }],
  course: [{ path: '/lessons', word: 'lessons' }],
  booking: [{ path: '/booking', word: 'booking' }],
  commission: [{ path: '/brief', word: 'brief' }],
  service: [],
  parcel: [],
  bundle: [],
};

/** What can be done with an active item that has these files. @param hasApi whether an API comes with it, whatever its kind */
export function actsOf(kind: DeliveryKind, assets: readonly Pick<AssetView, 'contentType'>[], hasApi = false): readonly NextAct[] {
  const own = nextActs[kind].filter(({ fits }) => fits?.(assets) ?? true);
  return hasApi && kind !== 'api-access' ? [...own, ...nextActs['api-access']] : own;
}
