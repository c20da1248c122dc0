import type { ParcelState } from '@silkport/delivery';
import type { OrderLineView } from '@silkport/ordering';
import { itemPath } from '../held-items.js';
import type { HeldOrder } from '../held-orders.js';
import { actsOf } from '../items/next-acts.js';
import type { ReceivedLine } from '../order-standings.js';
import type { Visitor } from '../visitor.js';
import { BoughtName } from './bought-name.js';
import { Icon } from './icon.js';
import { ItemActs } from './item-acts.js';
import { StateSentence } from './item-state.js';
import { ReceivedBoxes } from './received-boxes.js';
import { ReceivedFiles } from './received-files.js';
import { ReceivedKeys } from './received-keys.js';
import { ReceivedSeats } from './received-seats.js';
import { Words } from './words.js';

interface ReceivedProps { readonly visitor: Visitor; readonly held: HeldOrder; readonly of: ReceivedLine }

/** What a buyer got for one line: files, keys, seats, or what happens next. */
export function Received({ visitor, held, of, of: { line, delivery, seats, files, boxes } }: ReceivedProps) {
  const isOver = hasEnded(line);
  const isShared = seats.length > 1;
  return (
    <li class="sheet received" id={`line-${line.id}`}>
      <div class="received-head">
        <img class="cover bought-cover" src={`/art/${line.productCode}.svg`} width="96" height="72" alt="" />
        <div class="bought-words">
          <h2><BoughtName visitor={visitor} of={line} />{line.quantity > 1 ? <span class="hint"> × {visitor.number(line.quantity)}</span> : null}</h2>
          <span class="card-maker"><Words of={line.merchantName} visitor={visitor} /></span>
        </div>
      </div>
      {isOver && !delivery?.state ? <p class="notice">{visitor.t('order_money.line_over')}</p> : null}
      {delivery?.state ? <StateSentence visitor={visitor} of={{ state: delivery.state, expiresAt: delivery.expiresAt, isSetUp: delivery.isSetUp, line, order: held.order }} /> : null}
      {delivery || isOver ? null : <p class="quiet" role="status">{visitor.t('receive.being_prepared')}</p>}
      <NextStep visitor={visitor} held={held} of={of} />
      {isShared ? <ReceivedSeats visitor={visitor} held={held} seats={seats} /> : <Acts visitor={visitor} held={held} of={of} />}
      {delivery?.keys.length && !isShared ? <ReceivedKeys visitor={visitor} keys={delivery.keys} id={line.id} /> : null}
      {files.length ? <ReceivedFiles visitor={visitor} files={files} isAside={actsOf(line.deliveryKind, files).length > 0} /> : null}
      {line.deliveryKind === 'parcel' && delivery && !isOver ? <p class="next-step"><Icon name="parcel" /><span>{visitor.t(`receive.parcel_${parcelWord(of)}`)}</span></p> : null}
      {boxes.length ? <ReceivedBoxes visitor={visitor} lineId={line.id} quantity={line.quantity} boxes={boxes} /> : null}
      {seats.length === 1 && delivery?.entitlementId
        ? <p class="received-more"><a href={visitor.link(itemPath({ order: held.order, entitlement: { id: delivery.entitlementId }, key: held.key }))}>{visitor.t('receive.details')}</a></p>
        : null}
    </li>
  );
}

function Acts({ visitor, held: { order, key }, of: { line, delivery } }: ReceivedProps) {
  const answers = line.deliveryKind === 'commission' && delivery?.state === 'suspended' && order.status !== 'disputed';
  if (!(delivery?.state === 'active' || answers) || !delivery?.entitlementId) return null;
  return <ItemActs visitor={visitor} item={{ order, key, entitlement: { id: delivery.entitlementId, deliveryKind: line.deliveryKind } }} assets={delivery.assets} isSetUp={delivery.isSetUp} />;
}

/** For what people do: who does what next, above the way to it. */
function NextStep({ visitor, held: { order }, of: { line: { deliveryKind }, delivery } }: ReceivedProps) {
  if (delivery?.state !== 'active' || (deliveryKind !== 'service' && deliveryKind !== 'booking' && deliveryKind !== 'commission')) return null;
  return <p class="next-step"><Icon name={deliveryKind} /><span>{visitor.t(`receive.${deliveryKind}`, { email: order.email })}</span></p>;
}

/** Where the parcel stands as a whole; some of it may have gone already. */
function parcelWord({ delivery, boxes }: ReceivedLine): ParcelState | 'partly' {
  const state = delivery?.parcelState ?? 'to_ship';
  return state === 'to_ship' && boxes.some((box) => box.state === 'shipped' || box.state === 'delivered') ? 'partly' : state;
}

function hasEnded({ state }: OrderLineView): boolean {
  return state === 'refunded' || state === 'lost';
}
