import { Injectable } from '@nestjs/common';
import { OrderAccess, OrderReads, OrderUnknown, type OrderHolder, type OrderLineView, type OrderView } from '@silkport/ordering';
import { Signatures } from '@silkport/platform';
import { EntitlementUnknown } from '../delivery.errors.js';
import { SeatReads } from '../seats/seat-reads.js';
import { EntitlementAccess, type HeldEntitlement } from './entitlement-access.js';

/** One thing that was bought, for somebody who may use it. */
export interface HeldItem {
  readonly order: OrderView;
  readonly line: OrderLineView;
  readonly entitlement: HeldEntitlement;
  /** Whether who asks holds the whole order; false of the holder of a seat, who sees nothing else of it. */
  readonly holdsOrder: boolean;
}

/** Who may use what was bought: whoever holds the order, and the holder of its seat by the key of that seat or by a confirmed e-mail. */
@Injectable()
export class HeldEntitlements {
  constructor(
    private readonly orders: OrderReads, private readonly access: OrderAccess, private readonly entitlements: EntitlementAccess, private readonly seats: SeatReads, private readonly signatures: Signatures,
  ) {}

  /** What the link to a seat carries. @param generation of the seat: with each change of hands another */
  seatKeyOf(entitlementId: string, generation: number): string {
    return this.signatures.sign('seat', `${entitlementId} ${generation}`);
  }

  /** In whatever state it is. @throws OrderUnknown, EntitlementUnknown */
  async require(orderNumber: string, entitlementId: string, holder: OrderHolder): Promise<HeldItem> {
    const order = /^[A-Z0-9-]{1,40}$/.test(orderNumber) ? await this.orders.byNumber(orderNumber) : undefined;
    const entitlement = order && await this.entitlements.find(entitlementId);
    const ofOrder = entitlement?.orderId === order?.id ? entitlement : undefined;
    const holdsOrder = !(ofOrder && !this.holdsOrder(order, holder) && await this.holdsSeat(ofOrder.id, holder));
    if (holdsOrder) this.access.require(order, holder);
    const line = order?.lines.find(({ id }) => id === ofOrder?.orderLineId);
    if (!order) throw new OrderUnknown();
    if (!ofOrder || !line) throw new EntitlementUnknown();
    return { order, line, entitlement: ofOrder, holdsOrder };
  }

  private holdsOrder(order: OrderView | undefined, holder: OrderHolder): boolean {
    try {
      this.access.require(order, holder);
      return true;
    } catch (error) {
      if (error instanceof OrderUnknown) return false;
      throw error;
    }
  }

  private async holdsSeat(entitlementId: string, { key, confirmedEmail }: OrderHolder): Promise<boolean> {
    if (!key && !confirmedEmail) return false;
    const seat = await this.seats.of(entitlementId);
    if (!seat?.email) return false;
    return seat.email === confirmedEmail || (key !== undefined && this.signatures.verifies('seat', `${entitlementId} ${seat.generation}`, key));
  }
}
