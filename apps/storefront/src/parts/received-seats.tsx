import type { LineDelivery } from '@silkport/delivery';
import { itemPath } from '../held-items.js';
import type { HeldOrder } from '../held-orders.js';
import type { Visitor } from '../visitor.js';

/** The seats of a line, each with its state and the way to it. */
export function ReceivedSeats({ visitor, held: { order, key }, seats }: { visitor: Visitor; held: HeldOrder; seats: readonly LineDelivery[] }) {
  return (
    <ul class="plain-rows seats">
      {seats.map(({ entitlementId, seat, state }) => (
        <li>
          <span>{visitor.t('item.seat', { number: visitor.number(seat ?? 1) })}</span>
          {state && state !== 'active' ? <span class="hint">{visitor.t(`item.state.${state}`)}</span> : null}
          <a href={visitor.link(itemPath({ order, key, entitlement: { id: entitlementId ?? '' } }))}>{visitor.t('item.open_seat')}<span class="visually-hidden">: {visitor.t('item.seat', { number: visitor.number(seat ?? 1) })}</span></a>
        </li>
      ))}
    </ul>
  );
}
