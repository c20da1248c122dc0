import { Injectable } from '@nestjs/common';
import { Database, decodeCursor, encodeCursor, reviveJson, statement } from '@silkport/platform';
import { carrierName, trackingUrl } from './carriers.js';
import type { ParcelState } from './parcel.entity.js';
import { ShipmentUnknown } from './parcel.errors.js';
import type { ShipmentState } from './shipment.entity.js';

export interface ShippedLine {
  readonly lineId: string;
  readonly productId: string;
  readonly variantId: string;
  readonly quantity: number;
  readonly returnedAt: Date | null;
}

export interface ShipmentView {
  readonly id: string;
  readonly orderId: string;
  readonly merchantId: string;
  readonly state: ShipmentState;
  /** As the merchant gave it. */
  readonly carrier: string | null;
  /** As people read it. */
  readonly carrierName: string | null;
  readonly tracking: string | null;
  /** Null where the carrier is not on our list. */
  readonly trackingUrl: string | null;
  readonly weightGrams: number | null;
  readonly packedAt: Date;
  readonly shippedAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly returnedAt: Date | null;
  readonly lines: readonly ShippedLine[];
}

/** What of a line is still to be packed, and where it stands. */
export interface ParcelView {
  readonly lineId: string;
  readonly orderId: string;
  readonly state: ParcelState;
  readonly quantity: number;
  /** Pieces that are in no shipment yet. */
  readonly toPack: number;
  readonly orderedAt: Date;
  readonly shippedAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly returnedAt: Date | null;
}

type Stored = Omit<ShipmentView, 'carrierName' | 'trackingUrl' | 'lines'> & { lines: unknown };

const columns = `s.id, s.order_id AS "orderId", s.merchant_id AS "merchantId", s.state, s.carrier, s.tracking, s.weight_grams AS "weightGrams", s.packed_at AS "packedAt", s.shipped_at AS "shippedAt",
  s.delivered_at AS "deliveredAt", s.returned_at AS "returnedAt",
  (SELECT json_agg(json_build_object('lineId', l.order_line_id, 'productId', p.product_id, 'variantId', p.variant_id, 'quantity', l.quantity, 'returnedAt', l.returned_at) ORDER BY l.order_line_id)
   FROM delivery.shipment_lines l JOIN delivery.parcels p USING (order_line_id) WHERE l.shipment_id = s.id) AS lines`;
const one = statement('delivery.shipment', `SELECT ${columns} FROM delivery.shipments s WHERE s.id = $1 AND s.merchant_id = $2`);
const ofOrder = statement('delivery.shipments_of_order', `SELECT ${columns} FROM delivery.shipments s WHERE s.order_id = $1 AND ($2::uuid IS NULL OR s.merchant_id = $2) ORDER BY s.id`);
const ofMerchant = statement('delivery.shipments_of_merchant', `SELECT ${columns} FROM delivery.shipments s WHERE s.merchant_id = $1 AND s.id < $2 ORDER BY s.id DESC LIMIT $3`);
const parcels = `
  SELECT p.order_line_id AS "lineId", p.order_id AS "orderId", p.state, p.quantity, p.ordered_at AS "orderedAt", p.shipped_at AS "shippedAt", p.delivered_at AS "deliveredAt", p.returned_at AS "returnedAt",
    CASE WHEN p.state IN ('to_ship', 'held') THEN greatest(0, p.quantity - p.given_up - coalesce(s.packed, 0))::int ELSE 0 END AS "toPack"
  FROM delivery.parcels p
    LEFT JOIN LATERAL (SELECT sum(quantity) AS packed FROM delivery.shipment_lines l WHERE l.order_line_id = p.order_line_id) s ON true`;
const parcelsOfOrder = statement('delivery.parcels_of_order', `${parcels} WHERE p.order_id = $1 AND ($2::uuid IS NULL OR p.merchant_id = $2) ORDER BY p.order_line_id`);
const parcelsOfMerchant = statement('delivery.parcels_of_merchant', `${parcels} WHERE p.merchant_id = $1 AND p.order_line_id < $2 AND ($4::text IS NULL OR p.state = $4) ORDER BY p.order_line_id DESC LIMIT $3`);
const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Shipments, for their merchant and for whoever holds the order. */
@Injectable()
export class ShipmentReads {
  constructor(private readonly database: Database) {}

  /** @throws ShipmentUnknown also of another merchant's */
  async ofMerchantById(id: string, merchantId: string): Promise<ShipmentView> {
    const [row] = await this.database.read<Stored>(one, [id, merchantId]);
    if (!row) throw new ShipmentUnknown();
    return viewOf(row);
  }

  /** Newest first. @throws InvalidCursor */
  async ofMerchant(merchantId: string, cursor: string | undefined, limit: number): Promise<{ items: ShipmentView[]; nextCursor: string | undefined }> {
    const [before] = cursor ? decodeCursor(cursor, ['id']) : [lastId];
    const rows = await this.database.read<Stored>(ofMerchant, [merchantId, before, limit + 1]);
    const shown = rows.slice(0, limit);
    return { items: shown.map(viewOf), nextCursor: rows.length > limit ? encodeCursor([shown.at(-1)?.id ?? lastId]) : undefined };
  }

  /** In the order in which they were packed. The caller has made sure that the reader may see the order. */
  async ofOrder(orderId: string, merchantId?: string): Promise<ShipmentView[]> {
    return (await this.database.read<Stored>(ofOrder, [orderId, merchantId ?? null])).map(viewOf);
  }

  /** The parcels behind them, by line. */
  parcelsOfOrder(orderId: string, merchantId?: string): Promise<ParcelView[]> {
    return this.database.read<ParcelView>(parcelsOfOrder, [orderId, merchantId ?? null]);
  }

  /** What a merchant has to send, or has sent, newest first. @throws InvalidCursor */
  async parcelsOfMerchant(merchantId: string, cursor: string | undefined, limit: number, state?: ParcelState): Promise<{ items: ParcelView[]; nextCursor: string | undefined }> {
    const [before] = cursor ? decodeCursor(cursor, ['id']) : [lastId];
    const rows = await this.database.read<ParcelView>(parcelsOfMerchant, [merchantId, before, limit + 1, state ?? null]);
    const items = rows.slice(0, limit);
    return { items, nextCursor: rows.length > limit ? encodeCursor([items.at(-1)?.lineId ?? lastId]) : undefined };
  }
}

function viewOf({ lines, ...row }: Stored): ShipmentView {
  const shipped = reviveJson<(Omit<ShippedLine, 'returnedAt'> & { returnedAt: string | null })[]>(lines);
  return {
    ...row, carrierName: carrierName(row.carrier), trackingUrl: trackingUrl(row.carrier, row.tracking),
    lines: shipped.map(({ returnedAt, ...line }) => ({ ...line, returnedAt: returnedAt === null ? null : new Date(returnedAt) })),
  };
}
