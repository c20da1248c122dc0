import { Injectable } from '@nestjs/common';
import type { DeliveryKind } from '@silkport/catalog';
import { Database, statement } from '@silkport/platform';
import type { Translated } from '@silkport/values';
import { isStampable } from '../downloads/download-terms-reads.js';
import type { Platform } from '../files/asset.entity.js';
import { isOffered, reaches } from '../files/reaching-assets.js';
import { isToBeShown, showKeys } from '../licence-keys/show-keys.js';
import type { AccessClient } from './access-log.js';
import { isSetUp } from './is-set-up.js';
import type { EntitlementState } from './entitlement.entity.js';
import type { ParcelState } from '../parcels/parcel.entity.js';

/** A file as a product's page shows it, before anything is bought. */
export interface AssetPreview { readonly title: Translated; readonly contentType: string; readonly sizeBytes: number }

/** A file as its buyer sees it. */
export interface AssetView extends AssetPreview {
  readonly id: string;
  readonly fileName: string;
  /** Hexadecimal; null of a file that is to carry its order's number and does not yet: it does from the first download on. */
  readonly sha256: string | null;
  /** Whether its copy carries, or will carry, the number of its order. */
  readonly isStamped: boolean;
  /** How many times all of its bytes have reached the buyer. */
  readonly completedCount: number;
  /** Of the release that it came with; null of a file without one. */
  readonly version: string | null;
  /** The language that it is in, BCP 47; null: for all. */
  readonly locale: string | null;
  readonly platform: Platform | null;
  /** False of an older release's, which is kept for who had it. */
  readonly isCurrent: boolean;
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
  /** False of a course or a session whose maker has not set up yet what it is used by. */
  readonly isSetUp: boolean;
  readonly assets: readonly AssetView[];
  /** Empty unless the entitlement is active and its keys were asked for. */
  readonly keys: readonly string[];
}

/** Whose keys are shown by what reads an order, and to whom. */
export interface KeysShown {
  readonly client?: AccessClient | undefined;
  /** Of all its entitlements, of none, or of one by its id: what is not shown must not be noted as seen. */
  readonly keysOf: 'all' | 'none' | { readonly entitlementId: string };
}

const areShown = "($2::text = 'all' OR e.id::text = $2::text)";
const ofOrder = statement('delivery.of_order', `
  SELECT e.order_line_id AS "orderLineId", e.product_id AS "productId", e.variant_id AS "variantId", e.merchant_id AS "merchantId",
    e.delivery_kind AS "deliveryKind", e.quantity, e.id AS "entitlementId", e.state, e.seat, e.expires_at AS "expiresAt", NULL AS "parcelState", ${isSetUp('e')} AS "isSetUp",
    coalesce((SELECT json_agg(json_build_object('id', a.id, 'title', a.title, 'fileName', a.file_name, 'contentType', a.content_type, 'sizeBytes', coalesce(s.size_bytes, a.size_bytes),
        'sha256', CASE WHEN s.sha256 IS NOT NULL OR NOT (coalesce(t.stamps_order_number, false) AND ${isStampable('a')}) THEN coalesce(s.sha256, a.sha256) END, 'isStamped', s.sha256 IS NOT NULL OR coalesce(t.stamps_order_number, false) AND ${isStampable('a')}, 'completedCount', coalesce(p.completed_count - p.earlier_count, 0),
        'version', r.version, 'locale', a.locale, 'platform', a.platform, 'isCurrent', a.superseded_at IS NULL) ORDER BY a.superseded_at DESC NULLS FIRST, a.position, a.id)
      FROM delivery.assets a LEFT JOIN delivery.download_progress p ON p.entitlement_id = e.id AND p.asset_id = a.id
        LEFT JOIN delivery.download_terms t ON t.product_id = a.product_id LEFT JOIN delivery.stamped_files s ON s.entitlement_id = e.id AND s.asset_id = a.id
        LEFT JOIN delivery.releases r ON r.id = a.release_id WHERE ${reaches('a', 'e')}), '[]') AS assets,
    coalesce((SELECT json_agg(k.key ORDER BY k.id) FROM delivery.licence_keys k WHERE k.entitlement_id = e.id AND k.retired_at IS NULL AND e.state = 'active' AND k.shown_at IS NOT NULL AND ${areShown}), '[]') AS keys,
    e.state = 'active' AND ${areShown} AND EXISTS (SELECT FROM delivery.licence_keys k WHERE k.entitlement_id = e.id AND ${isToBeShown('k', "$2::text <> 'all'")}) AS "hasUnseenKeys"
  FROM delivery.entitlements e WHERE e.order_id = $1
  UNION ALL
  SELECT order_line_id, product_id, variant_id, merchant_id, 'parcel', quantity, NULL, NULL, NULL, NULL, state, true, '[]', '[]', false FROM delivery.parcels WHERE order_id = $1
  ORDER BY "orderLineId", seat`);
const ofProduct = statement('delivery.assets_of_product', `
  SELECT title, content_type AS "contentType", size_bytes AS "sizeBytes" FROM delivery.assets a WHERE product_id = $1 AND ${isOffered('a')} ORDER BY position, id`);

/** What buyers have received, one statement each. */
@Injectable()
export class EntitlementReads {
  constructor(private readonly database: Database) {}

  /** By line, in no promised order; nothing until the order's payment has been delivered. The caller has made sure that the reader holds the order. */
  async ofOrder(orderId: string, { client, keysOf }: KeysShown = { keysOf: 'all' }): Promise<LineDelivery[]> {
    const one = typeof keysOf === 'string' ? undefined : keysOf;
    const rows = await this.database.read<LineDelivery & { hasUnseenKeys: boolean }>(ofOrder, [orderId, one?.entitlementId ?? keysOf]);
    // Only the first time: who has read a key has it from then on.
    if (!rows.some(({ hasUnseenKeys }) => hasUnseenKeys)) return rows.map(({ hasUnseenKeys: _, ...line }) => line);
    await showKeys(this.database, one ?? { orderId }, client);
    return this.ofOrder(orderId, { client, keysOf });
  }

  /** What a buyer of the product will receive, for everybody to see. */
  async assetsOfProduct(productId: string): Promise<AssetPreview[]> {
    const rows = await this.database.read<Omit<AssetPreview, 'sizeBytes'> & { sizeBytes: bigint }>(ofProduct, [productId]);
    return rows.map(({ sizeBytes, ...asset }) => ({ ...asset, sizeBytes: Number(sizeBytes) }));
  }
}
