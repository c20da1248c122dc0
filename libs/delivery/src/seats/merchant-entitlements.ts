import { Injectable } from '@nestjs/common';
import type { DeliveryKind } from '@silkport/catalog';
import { Database, decodeCursor, encodeCursor, statement } from '@silkport/platform';
import { EntitlementUnknown } from '../delivery.errors.js';
import type { EntitlementState } from '../entitlements/entitlement.entity.js';

/** What a merchant's buyer may use. Of the buyer it says no more than where the goods went. */
export interface MerchantEntitlement {
  readonly id: string;
  readonly orderId: string;
  readonly orderLineId: string;
  readonly seat: number;
  readonly productId: string;
  readonly variantId: string;
  readonly deliveryKind: DeliveryKind;
  readonly quantity: number;
  readonly state: EntitlementState;
  /** What withholds it: `hand`, `verdict`, `billing`... */
  readonly holds: readonly string[];
  readonly buyerCountry: string | null;
  readonly grantedAt: Date;
  readonly activatedAt: Date | null;
  readonly expiresAt: Date | null;
}

export interface EntitlementFilter { readonly productId?: string | undefined; readonly state?: EntitlementState | undefined }

const columns = `id, order_id AS "orderId", order_line_id AS "orderLineId", seat, product_id AS "productId", variant_id AS "variantId", delivery_kind AS "deliveryKind", quantity, state, holds,
  buyer_country AS "buyerCountry", granted_at AS "grantedAt", activated_at AS "activatedAt", expires_at AS "expiresAt"`;
const list = statement('delivery.entitlements_of_merchant', `
  SELECT ${columns} FROM delivery.entitlements WHERE merchant_id = $1 AND id < $2 AND ($4::uuid IS NULL OR product_id = $4) AND ($5::text IS NULL OR state = $5) ORDER BY id DESC LIMIT $3`);
const one = statement('delivery.entitlement_of_merchant', `SELECT ${columns} FROM delivery.entitlements WHERE id = $1 AND merchant_id = $2`);
const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** What the buyers of a merchant may use. */
@Injectable()
export class MerchantEntitlements {
  constructor(private readonly database: Database) {}

  /** Newest first. @throws InvalidCursor */
  async list(merchantId: string, cursor: string | undefined, limit: number, { productId, state }: EntitlementFilter = {}): Promise<{ items: MerchantEntitlement[]; nextCursor: string | undefined }> {
    const [before] = cursor ? decodeCursor(cursor, ['id']) : [lastId];
    const rows = await this.database.read<MerchantEntitlement>(list, [merchantId, before, limit + 1, productId ?? null, state ?? null]);
    const items = rows.slice(0, limit);
    return { items, nextCursor: rows.length > limit ? encodeCursor([items.at(-1)?.id ?? lastId]) : undefined };
  }

  /** @throws EntitlementUnknown also of another merchant's */
  async byId(id: string, merchantId: string): Promise<MerchantEntitlement> {
    const [entitlement] = await this.database.read<MerchantEntitlement>(one, [id, merchantId]);
    if (!entitlement) throw new EntitlementUnknown();
    return entitlement;
  }
}
