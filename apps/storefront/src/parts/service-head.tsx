import { itemPath, type KeptItem } from '../held-items.js';
import type { Visitor } from '../visitor.js';
import { Words } from './words.js';

/** The head of a page of something bought: what it is, by whom, and the way back to it. */
export function ItemHead({ visitor, item }: { visitor: Visitor; item: KeptItem }) {
  const { line, order, holdsOrder } = item;
  return (
    <header>
      <p class="order-number quiet"><a href={visitor.link(itemPath(item))}>{visitor.t('player.to_item')}</a>{holdsOrder ? <> · <bdi dir="ltr">{order.number}</bdi></> : null}</p>
      <h1><Words of={line.productName} visitor={visitor} /></h1>
      <p class="card-maker"><Words of={line.merchantName} visitor={visitor} /></p>
    </header>
  );
}
