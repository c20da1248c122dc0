import { Injectable } from '@nestjs/common';
import { Database, Idempotency, prepared, statement, type IdempotentRequest, type Tx } from '@silkport/platform';
import { Clock, newId } from '@silkport/values';
import { lockParcels } from './follow-parcels.js';
import { NotToBePacked } from './parcel.errors.js';
import { Shipment, ShipmentLine } from './shipment.entity.js';

export interface PackedLine { readonly lineId: string; readonly quantity: number }

/** How a shipment travels; each part can be told later. */
export interface Carriage {
  /** A code of our list or a name of the merchant's. */
  readonly carrier?: string | null | undefined;
  readonly tracking?: string | null | undefined;
  /** Of the whole box. */
  readonly weightGrams?: number | null | undefined;
}

export interface Packing extends Carriage {
  readonly orderId: string;
  readonly merchantId: string;
  readonly personId: string;
  readonly lines: readonly PackedLine[];
}

interface LeftToPack { lineId: string; pieces: number }

const leftToPack = statement('delivery.left_to_pack', `
  SELECT p.order_line_id AS "lineId", greatest(0, p.quantity - p.given_up - coalesce(s.packed, 0))::int AS pieces
  FROM delivery.parcels p
    LEFT JOIN LATERAL (SELECT sum(quantity) AS packed FROM delivery.shipment_lines l WHERE l.order_line_id = p.order_line_id) s ON true
  WHERE p.order_line_id = ANY ($1::uuid[]) AND p.order_id = $2 AND p.merchant_id = $3 AND p.state = 'to_ship'`);

/** Puts pieces of a merchant's lines of an order into a box: whole lines together, or a line in parts. */
@Injectable()
export class PackShipment {
  constructor(private readonly database: Database, private readonly idempotency: Idempotency, private readonly clock: Clock) {}

  /** @returns its id: a repeated request's first one @throws NotToBePacked */
  async run(packing: Packing, idempotent: IdempotentRequest): Promise<string> {
    const id = newId();
    return this.database.transaction(async (tx) => {
      const earlier = await this.idempotency.claim(tx, idempotent, id);
      if (earlier) return earlier;
      const lineIds = packing.lines.map(({ lineId }) => lineId);
      if (!lineIds.length || new Set(lineIds).size < lineIds.length) throw new NotToBePacked({}, 'lines');
      await lockParcels(tx, lineIds);
      const left = await piecesLeft(tx, packing, lineIds);
      if (packing.lines.some(({ lineId, quantity }) => quantity > (left.get(lineId) ?? 0))) throw new NotToBePacked({}, 'lines');
      await insertShipment(tx, id, packing, this.clock.now());
      return id;
    });
  }
}

/** Pieces that are in no shipment yet, by line; what may not be sent is left out. The parcels are locked. */
export async function piecesLeft(tx: Tx, { orderId, merchantId }: Pick<Packing, 'orderId' | 'merchantId'>, lineIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await prepared<LeftToPack>(tx, leftToPack, [lineIds, orderId, merchantId]);
  return new Map(rows.map(({ lineId, pieces }) => [lineId, pieces]));
}

export async function insertShipment(tx: Tx, id: string, { orderId, merchantId, personId, lines, carrier, tracking, weightGrams }: Packing, at: Date): Promise<void> {
  await tx.insert(Shipment, {
    id, orderId, merchantId, state: 'packed', carrier: carrier ?? null, tracking: tracking ?? null, weightGrams: weightGrams ?? null, packedBy: personId, packedAt: at, shippedAt: null, deliveredAt: null, returnedAt: null,
  });
  await tx.insert(ShipmentLine, lines.map(({ lineId, quantity }) => ({ shipmentId: id, orderLineId: lineId, quantity, returnedAt: null })));
}
