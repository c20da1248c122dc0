import type { Problem } from '@silkport/i18n';
import type { ComponentChild } from 'preact';
import { orderPath } from '../held-orders.js';
import type { KeptItem } from '../held-items.js';
import type { ItemStanding } from '../items/item-standings.js';
import { actsOf } from '../items/next-acts.js';
import { BoughtName } from '../parts/bought-name.js';
import { Icon } from '../parts/icon.js';
import { ItemActs } from '../parts/item-acts.js';
import { ItemLog } from '../parts/item-log.js';
import { ItemSeats } from '../parts/item-seats.js';
import { ItemState, StateSentence } from '../parts/item-state.js';
import { ReceivedFiles } from '../parts/received-files.js';
import { ReceivedKeys } from '../parts/received-keys.js';
import { Words } from '../parts/words.js';
import type { Visitor } from '../visitor.js';

/** What was just done on the page, or refused. */
export interface ItemNotes {
  readonly seatSaid?: 'given' | 'back' | undefined;
  readonly typedEmail?: string | undefined;
  readonly problem?: Problem;
}

interface ItemProps {
  readonly visitor: Visitor;
  readonly item: KeptItem;
  readonly standing: ItemStanding;
  /** What the kind adds. */
  readonly sections: readonly ComponentChild[];
  readonly notes: ItemNotes;
}

/** Something bought: where it stands, what to do with it, what it brought, who uses it, and when it was used. */
export function ItemPage({ visitor, item, item: { order, line, entitlement, holdsOrder, key }, standing: { isSetUp, hasApi, files, keys, seats, log }, sections, notes }: ItemProps) {
  const isActive = entitlement.state === 'active';
  // A subscription rests until it is paid, which is done on its page.
  const manages = entitlement.deliveryKind === 'subscription' && entitlement.state === 'suspended' && holdsOrder;
  // Whoever has ordered work may answer for it while a person stops access to its files.
  const answers = entitlement.deliveryKind === 'commission' && entitlement.state === 'suspended' && order.status !== 'disputed';
  return (
    <div class="wrap buying order item">
      {holdsOrder ? <p class="order-number quiet"><a href={visitor.link(orderPath({ order, key }))}>{visitor.t('item.to_order')}</a> · <bdi dir="ltr">{order.number}</bdi></p> : null}
      <section class="sheet received">
        <div class="received-head">
          <img class="cover bought-cover" src={`/art/${line.productCode}.svg`} width="96" height="72" alt="" />
          <div class="bought-words">
            <h1><BoughtName visitor={visitor} of={line} /></h1>
            <span class="card-maker"><Words of={line.merchantName} visitor={visitor} /></span>
            <ItemState visitor={visitor} of={entitlement} />
          </div>
        </div>
        <StateSentence visitor={visitor} of={{ ...entitlement, isSetUp, line, order }} />
        {holdsOrder ? null : <p class="hint">{visitor.t('item.seat_is_yours')}</p>}
        {isActive || manages || answers ? <ItemActs visitor={visitor} item={item} assets={files} isSetUp={isSetUp} hasApi={hasApi && isActive} /> : null}
        {keys.length ? <ReceivedKeys visitor={visitor} keys={keys} id={entitlement.id} heading="h2" /> : null}
        {files.length ? <ReceivedFiles visitor={visitor} files={files} isAside={actsOf(entitlement.deliveryKind, files, hasApi).length > 0} /> : null}
        {entitlement.deliveryKind === 'service' && isActive ? <p class="next-step"><Icon name="service" /><span>{visitor.t('receive.service', { email: order.email })}</span></p> : null}
        {entitlement.state === 'expired' ? <p class="actions"><a class="button" href={visitor.link(`/products/${encodeURIComponent(line.productSlug)}`)}>{visitor.t('item.buy_again')}</a></p> : null}
      </section>
      {sections}
      {holdsOrder ? <ItemSeats visitor={visitor} item={item} seats={seats} notes={notes} /> : null}
      <ItemLog visitor={visitor} log={log} />
    </div>
  );
}
