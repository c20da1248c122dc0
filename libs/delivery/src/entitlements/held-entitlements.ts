import { Injectable } from '@nestjs/common';
import { OrderAccess, OrderReads, OrderUnknown, type OrderHolder, type OrderLineView, type OrderView } from '@silkport/ordering';
import { Signatures } from '@silkport/platform';
import { EntitlementUnknown } from '../delivery.errors.js';
import { EntitlementAccess, type HeldEntitlement } from './entitlement-access.js';

/** One thing that was bought, for somebody who may use it. */
export interface HeldItem {
  readonly order: OrderView;
  readonly line: OrderLineView;
  readonly entitlement: HeldEntitlement;
  /** Whether who asks holds the whole order; false of the holder of a seat, who sees nothing else of it. */
  readonly holdsOrder: boolean;
}

/** Who may use what was bought: whoever holds the order, and the holder of its seat by the key of that seat. */
@Injectable()
export class HeldEntitlements {
  constructor(
    private readonly orders: OrderReads, private readonly access: OrderAccess, private readonly entitlements: EntitlementAccess, private readonly signatures: Signatures,
  ) {}

  /** What the link to a seat carries. */
  seatKeyOf(entitlementId: string): string {
    return this.signatures.sign('seat', entitlementId);
  }

  /** In whatever state it is. @throws OrderUnknown, EntitlementUnknown */
  async require(orderNumber: string, entitlementId: string, holder: OrderHolder): Promise<HeldItem> {
    const order = /^[A-Z0-9-]{1,40}$/.test(orderNumber) ? await this.orders.byNumber(orderNumber) : undefined;
    const holdsSeat = order !== undefined && holder.key !== undefined && this.signatures.verifies('seat', entitlementId, holder.key);
    if (!holdsSeat) this.access.require(order, holder);
    if (!order) throw new OrderUnknown();
    const entitlement = await this.entitlements.find(entitlementId);
    const line = order.lines.find(({ id }) => id === entitlement?.orderLineId);
    if (!entitlement || !line || entitlement.orderId !== order.id) throw new EntitlementUnknown();
    return { order, line, entitlement, holdsOrder: !holdsSeat };
  }
}
