import { prepared, statement, type Tx } from '@silkport/platform';
import { lockParcels } from './follow-parcels.js';
import { PackedTooMuch, ShipmentUnknown } from './parcel.errors.js';
import type { ShipmentState } from './shipment.entity.js';

/** Whose shipment somebody wants to change. */
export interface OwnShipment { readonly shipmentId: string; readonly merchantId: string; readonly personId: string }

export interface LockedShipment { readonly orderId: string; readonly state: ShipmentState; readonly lineIds: readonly string[] }

const lines = statement('delivery.lines_of_shipment', 'SELECT order_line_id AS "lineId" FROM delivery.shipment_lines WHERE shipment_id = $1 ORDER BY order_line_id');
const locked = statement('delivery.lock_shipment', 'SELECT order_id AS "orderId", state FROM delivery.shipments WHERE id = $1 AND merchant_id = $2 FOR UPDATE');
const notToSend = statement('delivery.parcels_not_to_send', `SELECT order_line_id FROM delivery.parcels WHERE order_line_id = ANY ($1::uuid[]) AND state <> 'to_ship'`);
const overfull = statement('delivery.lines_packed_too_often', `
  SELECT p.order_line_id AS "lineId" FROM delivery.parcels p WHERE p.order_line_id = ANY ($1::uuid[])
    AND (SELECT sum(l.quantity) FROM delivery.shipment_lines l WHERE l.order_line_id = p.order_line_id) > p.quantity - p.given_up ORDER BY 1`);

/** A merchant's own shipment, with its parcels: those are locked first, everywhere. @throws ShipmentUnknown */
export async function lockShipment(tx: Tx, { shipmentId, merchantId }: Pick<OwnShipment, 'shipmentId' | 'merchantId'>): Promise<LockedShipment> {
  const lineIds = (await prepared<{ lineId: string }>(tx, lines, [shipmentId])).map(({ lineId }) => lineId);
  await lockParcels(tx, lineIds);
  const [shipment] = await prepared<Omit<LockedShipment, 'lineIds'>>(tx, locked, [shipmentId, merchantId]);
  if (!shipment) throw new ShipmentUnknown();
  return { ...shipment, lineIds };
}

/** Of what is packed, less may be wanted since: some of it was paid back. @throws PackedTooMuch */
export async function refuseOverfull(tx: Tx, lineIds: readonly string[]): Promise<void> {
  const [line] = await prepared<{ lineId: string }>(tx, overfull, [lineIds]);
  if (line) throw new PackedTooMuch({ lineId: line.lineId });
}

/** Whether each line may be sent: none is held by a dispute, or given back. */
export async function mayBeSent(tx: Tx, lineIds: readonly string[]): Promise<boolean> {
  return (await prepared(tx, notToSend, [lineIds])).length === 0;
}
