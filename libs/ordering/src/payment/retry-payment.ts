import { Injectable } from '@nestjs/common';
import { Database, job, Outbox } from '@silkport/platform';

export const startPayment = job<{ orderId: string }>('ordering/start-payment');

/** Asks the worker to open a payment page later. */
@Injectable()
export class RetryPayment {
  constructor(private readonly database: Database, private readonly outbox: Outbox) {}

  async later(orderId: string): Promise<void> {
    await this.database.transaction((tx) => this.outbox.enqueue(tx, startPayment, { orderId }, `start-payment:${orderId}`));
  }
}
