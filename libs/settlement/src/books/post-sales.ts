import { Inject, Injectable } from '@nestjs/common';
import { postTransactions } from '@silkport/ledger';
import { orderPaid, type OrderPaid } from '@silkport/ordering';
import { paymentCaptured, type PaymentCaptured } from '@silkport/payments';
import { CONFIG, HandlesTogether, type Config, type Delivered, type Tx } from '@silkport/platform';
import { postForMerchants } from '../entries/post-for-merchants.js';
import { heldBack } from './held-back.js';
import { capturePostings, salePostings } from './sale-postings.js';

/** Posts what a buyer paid and whom it belongs to. */
@Injectable()
export class PostSales {
  /** The tax on a commission is owed to the operator's own authority. */
  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'operator'>) {}

  @HandlesTogether(paymentCaptured, 'settlement/post-capture')
  async capture(tx: Tx, events: readonly Delivered<PaymentCaptured>[]): Promise<void> {
    await postTransactions(tx, events.map(({ payload }) => capturePostings(payload)));
  }

  /** @throws BooksRefused */
  @HandlesTogether(orderPaid, 'settlement/post-sale')
  async sale(tx: Tx, events: readonly Delivered<OrderPaid>[]): Promise<void> {
    const orders = events.map(({ payload }) => payload);
    const held = await heldBack(tx, orders);
    await postForMerchants(tx, orders.flatMap((order) => salePostings(order, held.get(order.orderId) ?? [], this.config.operator.country) ?? []));
  }
}
