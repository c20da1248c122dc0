import type { BoughtThing } from '@silkport/delivery';
import type { OrderLineView } from '@silkport/ordering';
import { itemPath } from '../held-items.js';
import type { ShelvedThing } from '../items/library-shelves.js';
import { actsOf } from '../items/next-acts.js';
import type { Visitor } from '../visitor.js';
import { BoughtName } from './bought-name.js';
import { Words } from './words.js';

/** One bought thing: what it is, where it stands, and the one thing to do next with it. */
export function LibraryThing({ visitor, of }: { visitor: Visitor; of: ShelvedThing }) {
  const { order, line, isGiven } = of;
  return (
    <li class="bought-line">
      <img class="cover bought-cover" src={`/art/${line.productCode}.svg`} width="96" height="72" alt="" loading="lazy" />
      <div class="bought-words">
        <BoughtName visitor={visitor} of={line} />
        <span class="card-maker"><Words of={line.merchantName} visitor={visitor} /></span>
        <Standing visitor={visitor} of={of} />
        {isGiven ? <span class="hint">{visitor.t('library.given')}</span> : <span class="hint bought-when"><span>{visitor.t('library.bought_on', { date: visitor.date(order.placedAt) })}</span> <a class="nowrap" href={visitor.link(`/orders/${order.number}`)}>{visitor.t('library.to_order', { number: order.number })}</a></span>}
      </div>
      <Next visitor={visitor} of={of} />
    </li>
  );
}

function Standing({ visitor, of: { line, things } }: { visitor: Visitor; of: ShelvedThing }) {
  const [first] = things;
  if (hasEnded(line)) return <span class="hint">{visitor.t('order_money.line_over')}</span>;
  if (!first) return <span class="hint" role="status">{visitor.t('receive.being_prepared')}</span>;
  if (first.parcelState) return <span class="hint">{visitor.t(`receive.parcel_${first.parcelState}`)}</span>;
  const notActive = things.find(({ state }) => state !== 'active');
  if (things.every(({ state }) => state !== 'active') && first.state) return <span class={`tag state-${first.state}`}>{visitor.t(`item.state.${first.state}`)}</span>;
  if (first.expiresAt) return <span class="hint">{visitor.t('item.until', { date: visitor.date(first.expiresAt) })}</span>;
  return things.length > 1 ? <span class="hint">{visitor.t('library.seats', { count: things.length })}{notActive?.state ? ` · ${visitor.t(`item.state.${notActive.state}`)}` : ''}</span> : null;
}

function Next({ visitor, of: { order, line, things } }: { visitor: Visitor; of: ShelvedThing }) {
  const [first] = things;
  if (!first || hasEnded(line)) return null;
  if (first.parcelState || things.length > 1) return <a class="button quiet-button small-button" href={visitor.link(`/orders/${order.number}#line-${line.id}`)}>{visitor.t(`library.next.${line.deliveryKind}`)}</a>;
  return first.state === 'active' ? <Act visitor={visitor} order={order} line={line} thing={first} /> : <a class="button quiet-button small-button" href={visitor.link(addressOf(order, first))}>{visitor.t('receive.details')}</a>;
}

/** Straight to what is done with its kind where there is one such page, else to the page of the item. */
function Act({ visitor, order, line, thing }: { visitor: Visitor; order: ShelvedThing['order']; line: OrderLineView; thing: BoughtThing }) {
  const acts = actsOf(line.deliveryKind, []);
  return <a class="button small-button" href={visitor.link(addressOf(order, thing, acts.length === 1 && thing.isSetUp && line.deliveryKind !== 'stream' ? acts[0]?.path : ''))}>{visitor.t(`library.next.${line.deliveryKind}`)}</a>;
}

function addressOf(order: ShelvedThing['order'], { entitlementId }: BoughtThing, path = ''): string {
  return itemPath({ order, entitlement: { id: entitlementId ?? '' }, key: '' }, path);
}

function hasEnded({ state }: OrderLineView): boolean {
  return state === 'refunded' || state === 'lost' || state === 'cancelled';
}
