import { itemPath } from '../held-items.js';
import type { HeldOrder } from '../held-orders.js';
import type { SeatStanding } from '../order-standings.js';
import type { Visitor } from '../visitor.js';
import { KeyLine } from './received-keys.js';

/** The seats of a line: whose each is, where it stands, its own keys, and the way to it. */
export function ReceivedSeats({ visitor, held: { order, key }, seats }: { visitor: Visitor; held: HeldOrder; seats: readonly SeatStanding[] }) {
  return (
    <ol class="plain-rows seats">
      {seats.map(({ delivery: { entitlementId, seat, state, keys }, given }) => {
        const name = visitor.t('item.seat', { number: visitor.number(seat ?? 1) });
        return (
          <li>
            <span>{name}{given?.email ? <span class="hint"> · <bdi dir="ltr">{given.email}</bdi></span> : null}</span>
            {state && state !== 'active' ? <span class={`tag state-${state}`}>{visitor.t(`item.state.${state}`)}</span> : null}
            <a href={visitor.link(itemPath({ order, key, entitlement: { id: entitlementId ?? '' } }))}>{visitor.t('item.open_seat')}<span class="visually-hidden">: {name}</span></a>
            {keys.map((each) => <KeyLine visitor={visitor} text={each} of={name} />)}
          </li>
        );
      })}
    </ol>
  );
}
