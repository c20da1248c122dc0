import { Injectable } from '@nestjs/common';
import { CancelOrder, OrderReads, StartPayment, TransitionRefused, type OrderView } from '@silkport/ordering';
import { Database, DomainError, Idempotency, type IdempotentRequest } from '@silkport/platform';

/** The payment page of an order, opened or opened again. */
@Injectable()
export class OpenPaymentPage {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly startPayment: StartPayment,
    private readonly cancelOrder: CancelOrder,
    private readonly orders: OrderReads,
  ) {}

  /** Of an order just placed. What the payment provider refuses for good ends the order, so that it does not hold what others would buy. */
  async first(orderId: string): Promise<{ order: OrderView; checkoutUrl: string | null }> {
    try {
      const checkoutUrl = (await this.startPayment.run(orderId)) ?? null;
      const order = await this.orders.byId(orderId);
      if (!order) throw new Error(`The order ${orderId} vanished after it was placed`);
      return { order, checkoutUrl };
    } catch (error) {
      if (error instanceof DomainError) await this.cancelOrder.run(orderId, { actor: 'stripe', reason: 'payment page refused' });
      throw error;
    }
  }

  /** @throws TransitionRefused when there is nothing to pay, IdempotencyKeyReused */
  async again({ id, status }: OrderView, claim: IdempotentRequest): Promise<string | null> {
    if (status !== 'awaiting_payment') throw new TransitionRefused();
    await this.database.transaction((tx) => this.idempotency.claim(tx, claim, id));
    return (await this.startPayment.run(id)) ?? null;
  }
}
