import { Injectable } from '@nestjs/common';
import { Signatures } from '@silkport/platform';
import { OrderUnknown } from './ordering.errors.js';

/** Who asks for an order: by the key in the link that the buyer was sent, or by a confirmed e-mail address. */
export interface OrderHolder {
  readonly key?: string | undefined;
  readonly confirmedEmail?: string | undefined;
}

/** Who may see an order. A wrong key and a number that does not exist are told apart by nobody. */
@Injectable()
export class OrderAccess {
  constructor(private readonly signatures: Signatures) {}

  /** What the link to an order carries; it does not expire, since it is the buyer's proof of purchase. */
  keyOf(orderId: string): string {
    return this.signatures.sign('order', orderId);
  }

  /** @throws OrderUnknown */
  require(order: { readonly id: string; readonly email: string } | undefined, holder: OrderHolder): void {
    if (order && holder.key && this.signatures.verifies('order', order.id, holder.key)) return;
    if (order && holder.confirmedEmail && holder.confirmedEmail === order.email) return;
    throw new OrderUnknown();
  }
}
