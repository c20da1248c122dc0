import { Injectable } from '@nestjs/common';
import type { DeliveryKind } from '@silkport/catalog';
import { Database, statement } from '@silkport/platform';
import type { Translated } from '@silkport/values';
import type { EntitlementState } from './entitlement.entity.js';
import type { ParcelState } from '../parcels/parcel.entity.js';

/** A file as a product's page shows it, before anything is bought. */
export interface AssetPreview { readonly title: Translated; readonly contentType: string; readonly sizeBytes: number }

/** A file as its buyer sees it. */
export interface AssetView extends AssetPreview {
  readonly id: string;
  readonly fileName: string;
  /** Hexadecimal. */
  readonly sha256: string;
  /** How many times all of its bytes have reached the buyer. */
  readonly completedCount: number;
}

/** What became of one line of a paid order: an entitlement with files and keys (one for each seat, where there are seats), or a parcel. */
export interface LineDelivery {
  readonly orderLineId: string;
  readonly productId: string;
  readonly variantId: string;
  readonly merchantId: string;
  readonly deliveryKind: DeliveryKind;
  readonly quantity: number;
  /** Absent for a parcel, as is its state. */
  readonly entitlementId: string | null;
  readonly state: EntitlementState | null;
  /** From 1 on; null for a parcel. */
  readonly seat: number | null;
  /** Null while it has no end, and for a parcel. */
  readonly expiresAt: Date | null;
  readonly parcelState: ParcelState | null;
  readonly assets: readonly AssetView[];
  /** Empty unless the entitlement is active. */
  readonly keys: readonly string[];
}

const ofOrder = statement('delivery.of_order', `
  SELECT e.order_line_id AS "orderLineId", e.product_id AS "productId", e.variant_id AS "variantId", e.merchant_id AS "merchantId",
    e.delivery_kind AS "deliveryKind", e.quantity, e.id AS "entitlementId", e.state, e.seat, e.expires_at AS "expiresAt", NULL AS "parcelState",
    coalesce((SELECT json_agg(json_build_object('id', a.id, 'title', a.title, 'fileName', a.file_name, 'contentType', a.content_type, 'sizeBytes', a.size_bytes,
        'sha256', a.sha256, 'completedCount', coalesce(p.completed_count, 0)) ORDER BY a.position, a.id)
      FROM delivery.assets a LEFT JOIN delivery.download_progress p ON p.entitlement_id = e.id AND p.asset_id = a.id WHERE a.product_id = e.product_id), '[]') AS assets,
    coalesce((SELECT json_agg(k.key ORDER BY k.id) FROM delivery.licence_keys k WHERE k.entitlement_id = e.id AND e.state = 'active'), '[]') AS keys
  FROM delivery.entitlements e WHERE e.order_id = $1
  UNION ALL
  SELECT order_line_id, product_id, variant_id, merchant_id, 'parcel', quantity, NULL, NULL, NULL, NULL, state, '[]', '[]' FROM delivery.parcels WHERE order_id = $1
  ORDER BY "orderLineId", seat`);
const ofProduct = statement('delivery.assets_of_product', `
  SELECT title, content_type AS "contentType", size_bytes AS "sizeBytes" FROM delivery.assets WHERE product_id = $1 ORDER BY position, id`);

/** What buyers have received, one statement each. */
@Injectable()
export class EntitlementReads {
  constructor(private readonly database: Database) {}

  /** By line, in no promised order; nothing until the order's payment has been delivered. The caller has made sure that the reader holds the order. */
  async ofOrder(orderId: string): Promise<LineDelivery[]> {
    return this.database.read<LineDelivery>(ofOrder, [orderId]);
  }

  /** What a buyer of the product will receive, for everybody to see. */
  async assetsOfProduct(productId: string): Promise<AssetPreview[]> {
    const rows = await this.database.read<Omit<AssetPreview, 'sizeBytes'> & { sizeBytes: bigint }>(ofProduct, [productId]);
    return rows.map(({ sizeBytes, ...asset }) => ({ ...asset, sizeBytes: Number(sizeBytes) }));
  }
}
