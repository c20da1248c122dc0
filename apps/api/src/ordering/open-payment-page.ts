import { Injectable } from '@nestjs/common';
import { CancelOrder, StartPayment, TransitionRefused, type OrderView, type PlacedOrder } from '@silkport/ordering';
import { Database, DomainError, Idempotency, type IdempotentRequest } from '@silkport/platform';

/** The payment page of an order, opened or opened again. */
@Injectable()
export class OpenPaymentPage {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly startPayment: StartPayment,
    private readonly cancelOrder: CancelOrder,
  ) {}

  /** Of an order just placed, or placed before by the same request. What the payment provider refuses for good ends the order, so that it does not hold what others would buy. */
  async first({ order, isNew }: PlacedOrder): Promise<{ order: OrderView; checkoutUrl: string | null }> {
    try {
      return { order, checkoutUrl: (await (isNew ? this.startPayment.first(order) : this.startPayment.run(order.id))) ?? null };
    } catch (error) {
      if (error instanceof DomainError) await this.cancelOrder.run(order.id, { actor: 'stripe', reason: 'payment page refused' });
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
