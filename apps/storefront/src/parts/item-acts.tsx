import type { AssetView } from '@silkport/delivery';
import { itemPath, type ItemAddress, type KeptItem } from '../held-items.js';
import { actsOf } from '../items/next-acts.js';
import type { Visitor } from '../visitor.js';
import { Icon } from './icon.js';

type ActingItem = ItemAddress & { readonly entitlement: Pick<KeptItem['entitlement'], 'deliveryKind'> };

interface ActsProps { readonly visitor: Visitor; readonly item: ActingItem; readonly assets: readonly Pick<AssetView, 'contentType'>[]; readonly isSetUp: boolean; readonly hasApi?: boolean }

/** What to do next with something that can be used, the likeliest first; or that there is nothing to do it with yet. */
export function ItemActs({ visitor, item, assets, isSetUp, hasApi }: ActsProps) {
  const acts = actsOf(item.entitlement.deliveryKind, assets, hasApi);
  if (!acts.length) return null;
  if (!isSetUp) return <p class="notice">{visitor.t('item.not_set_up')}</p>;
  return (
    <p class="actions item-acts">
      {acts.map(({ path, word }, index) => (
        <a class={index ? 'button quiet-button' : 'button'} href={visitor.link(itemPath(item, path))}><Icon name={item.entitlement.deliveryKind} />{visitor.t(`item.act.${word}`)}</a>
      ))}
    </p>
  );
}
