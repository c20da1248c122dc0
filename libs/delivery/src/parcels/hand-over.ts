import { Injectable } from '@nestjs/common';
import { linesDelivered } from '@silkport/ordering';
import { Database, Outbox, prepared, statement, type Tx } from '@silkport/platform';
import { Clock, newId } from '@silkport/values';
import { HandOverRefused } from '../delivery.errors.js';
import { deliverShipments } from './deliver-shipment.js';
import { dispatchShipments } from './dispatch-shipment.js';
import { followParcels, lockParcels } from './follow-parcels.js';
import { mayBeSent, refuseOverfull } from './locked-shipment.js';
import { insertShipment, piecesLeft, type Carriage } from './pack-shipment.js';
import type { ParcelState } from './parcel.entity.js';

export interface Dispatch { readonly lineId: string; readonly personId: string; readonly carrier: string | null; readonly tracking: string | null }

interface LockedParcel { orderId: string; merchantId: string; state: ParcelState }
interface HeldShipment { id: string; state: 'packed' | 'shipped' }

const parcelOfLine = statement('delivery.parcel_of_line', 'SELECT order_id AS "orderId", merchant_id AS "merchantId", state FROM delivery.parcels WHERE order_line_id = $1');
const shipmentsOfLine = statement('delivery.open_shipments_of_line', `
  SELECT s.id, s.state FROM delivery.shipments s JOIN delivery.shipment_lines l ON l.shipment_id = s.id WHERE l.order_line_id = $1 AND s.state IN ('packed', 'shipped') ORDER BY s.id`);
const linesOfShipments = statement('delivery.lines_of_shipments', 'SELECT DISTINCT order_line_id AS "lineId" FROM delivery.shipment_lines WHERE shipment_id = ANY ($1::uuid[]) ORDER BY 1');
const linesBeside = statement('delivery.lines_beside', `
  SELECT DISTINCT b.order_line_id AS "lineId" FROM delivery.shipment_lines l JOIN delivery.shipment_lines b USING (shipment_id) WHERE l.order_line_id = $1`);
const perform = statement('delivery.perform', `
  WITH wanted AS (SELECT id, order_id, performed_at FROM delivery.entitlements e WHERE order_line_id = $1 AND delivery_kind IN ('service', 'booking') AND state = 'active'
      AND NOT EXISTS (SELECT FROM delivery.session_plans p WHERE p.product_id = e.product_id AND e.delivery_kind = 'booking') FOR UPDATE),
  done AS (UPDATE delivery.entitlements e SET performed_at = $2 FROM wanted w WHERE e.id = w.id AND w.performed_at IS NULL)
  SELECT order_id AS "orderId", performed_at IS NOT NULL AS "wasDone" FROM wanted`);

/** What a merchant hands over by the line: all that is left of a parcel in one box, and services that it has performed. */
@Injectable()
export class HandOver {
  constructor(private readonly database: Database, private readonly outbox: Outbox, private readonly clock: Clock) {}

  /** Boxes that hold pieces of the line go with all that is in them. What has gone already stays as it went. @throws HandOverRefused for what is no parcel, or must not be sent */
  async dispatch({ lineId, personId, carrier, tracking }: Dispatch): Promise<void> {
    await this.database.transaction(async (tx) => {
      const parcel = await lockedParcel(tx, lineId);
      if (parcel?.state === 'shipped' || parcel?.state === 'delivered') return;
      if (parcel?.state !== 'to_ship') throw new HandOverRefused({}, 'lineId');
      await this.send(tx, parcel, { lineId, personId, carrier, tracking }, 'shipped');
    });
  }

  /** Tells ordering, once. @throws HandOverRefused */
  async deliver({ lineId, personId }: Pick<Dispatch, 'lineId' | 'personId'>): Promise<void> {
    await this.database.transaction(async (tx) => {
      const parcel = await lockedParcel(tx, lineId);
      if (parcel?.state === 'delivered') return;
      if (parcel?.state === 'to_ship' || parcel?.state === 'shipped') return this.send(tx, parcel, { lineId, personId }, 'delivered');
      const at = this.clock.now();
      const [service] = await prepared<{ orderId: string; wasDone: boolean }>(tx, perform, [lineId, at]);
      if (!service) throw new HandOverRefused({}, 'lineId');
      if (service.wasDone) return;
      await this.outbox.publish(tx, linesDelivered, { orderId: service.orderId, lineIds: [lineId], deliveredAt: at.toISOString() });
    });
  }

  private async send(tx: Tx, parcel: LockedParcel, { lineId, personId, ...carriage }: Carriage & { lineId: string; personId: string }, to: 'shipped' | 'delivered'): Promise<void> {
    const at = this.clock.now();
    const held = await prepared<HeldShipment>(tx, shipmentsOfLine, [lineId]);
    const lineIds = [lineId, ...(await prepared<{ lineId: string }>(tx, linesOfShipments, [held.map(({ id }) => id)])).map((line) => line.lineId)];
    await lockParcels(tx, lineIds);
    const packed = held.filter(({ state }) => state === 'packed').map(({ id }) => id);
    const ofPacked = (await prepared<{ lineId: string }>(tx, linesOfShipments, [packed])).map((line) => line.lineId);
    if (!(await mayBeSent(tx, ofPacked))) throw new HandOverRefused({}, 'lineId');
    await refuseOverfull(tx, ofPacked);
    const quantity = (await piecesLeft(tx, parcel, [lineId])).get(lineId) ?? 0;
    const rest = newId();
    if (quantity > 0) await insertShipment(tx, rest, { ...parcel, personId, lines: [{ lineId, quantity }], ...carriage }, at);
    const leaving = quantity > 0 ? [...packed, rest] : packed;
    if (to === 'shipped') await dispatchShipments(tx, leaving, carriage, at);
    else await deliverShipments(tx, [...leaving, ...held.map(({ id }) => id)], at);
    await followParcels(tx, lineIds, { actor: personId, reason: to, at });
  }
}

/** Locked together with what shares a box with it, since that goes with it. */
async function lockedParcel(tx: Tx, lineId: string): Promise<LockedParcel | undefined> {
  const beside = await prepared<{ lineId: string }>(tx, linesBeside, [lineId]);
  await lockParcels(tx, [lineId, ...beside.map((line) => line.lineId)]);
  const [parcel] = await prepared<LockedParcel>(tx, parcelOfLine, [lineId]);
  return parcel;
}
