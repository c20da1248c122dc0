import { Injectable } from '@nestjs/common';
import type { DeliveryKind } from '@silkport/catalog';
import { Database, prepared, statement, type Tx } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { AccessExpired, AccessNotReady, AccessSuspended, EntitlementUnknown } from '../delivery.errors.js';
import type { EntitlementState } from './entitlement.entity.js';

export interface HeldEntitlement {
  readonly id: string;
  readonly orderId: string;
  readonly orderLineId: string;
  readonly seat: number;
  readonly productId: string;
  readonly variantId: string;
  readonly merchantId: string;
  readonly deliveryKind: DeliveryKind;
  readonly quantity: number;
  readonly state: EntitlementState;
  /** Grows with each change of hands of its seat. */
  readonly generation: number;
  readonly buyerCountry: string | null;
  readonly grantedAt: Date;
  readonly activatedAt: Date | null;
  readonly expiresAt: Date | null;
}

const columns = `id, order_id AS "orderId", order_line_id AS "orderLineId", seat, product_id AS "productId", variant_id AS "variantId", merchant_id AS "merchantId",
  delivery_kind AS "deliveryKind", quantity, state, generation, buyer_country AS "buyerCountry", granted_at AS "grantedAt", activated_at AS "activatedAt", expires_at AS "expiresAt"`;
const byId = statement('delivery.entitlement', `SELECT ${columns} FROM delivery.entitlements WHERE id = $1`);
const locked = statement('delivery.lock_entitlement', `SELECT ${columns} FROM delivery.entitlements WHERE id = $1 FOR UPDATE`);
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The gate that every use of what was bought goes through. Who asks has been checked before: the order's holder, a seat's, or a signed link. */
@Injectable()
export class EntitlementAccess {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  async find(id: string): Promise<HeldEntitlement | undefined> {
    if (!uuid.test(id)) return undefined;
    const [entitlement] = await this.database.read<HeldEntitlement>(byId, [id]);
    return entitlement;
  }

  /** @throws EntitlementUnknown, AccessNotReady, AccessSuspended, AccessExpired */
  async requireActive(id: string): Promise<HeldEntitlement> {
    return usable(await this.find(id), this.clock.now());
  }
}

/** The same under a lock, for uses that are counted or limited. @throws as `requireActive` */
export async function lockActive(tx: Tx, id: string, now: Date): Promise<HeldEntitlement> {
  const [entitlement] = uuid.test(id) ? await prepared<HeldEntitlement>(tx, locked, [id]) : [];
  return usable(entitlement, now);
}

/** @throws as `requireActive` */
export function usable(entitlement: HeldEntitlement | undefined, now: Date): HeldEntitlement {
  if (!entitlement) throw new EntitlementUnknown();
  refuseUnusable(entitlement, now);
  return entitlement;
}

/** @throws AccessNotReady, AccessSuspended, AccessExpired */
export function refuseUnusable({ state, expiresAt }: Pick<HeldEntitlement, 'state' | 'expiresAt'>, now: Date): void {
  if (state === 'granted') throw new AccessNotReady();
  if (state === 'suspended' || state === 'revoked') throw new AccessSuspended();
  if (state === 'expired' || (expiresAt && expiresAt <= now)) throw new AccessExpired();
}
