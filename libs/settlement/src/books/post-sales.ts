import { Inject, Injectable } from '@nestjs/common';
import { postedByReference, postTransactions } from '@silkport/ledger';
import { orderPaid, type OrderPaid } from '@silkport/ordering';
import { paymentCaptured, type PaymentCaptured } from '@silkport/payments';
import { CONFIG, Handles, type Config, type Tx } from '@silkport/platform';
import { divideHalfUp, money } from '@silkport/values';
import { postForMerchants } from '../entries/post-for-merchants.js';
import { reserveSharesOf } from '../terms/reserve-shares.js';
import { lockBooks } from './lock-books.js';
import { amountFor, byMerchant, lesser, type MerchantAmount } from './merchant-amounts.js';
import { givenBack } from './order-books.js';
import { capturePostings, salePostings } from './sale-postings.js';

const whole = 10_000n;

/** Posts what a buyer paid and whom it belongs to. */
@Injectable()
export class PostSales {
  /** The tax on a commission is owed to the operator's own authority. */
  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'operator'>) {}

  @Handles(paymentCaptured, 'settlement/post-capture')
  async capture(tx: Tx, payment: PaymentCaptured): Promise<void> {
    await postTransactions(tx, [capturePostings(payment)]);
  }

  /** @throws BooksRefused */
  @Handles(orderPaid, 'settlement/post-sale')
  async sale(tx: Tx, order: OrderPaid): Promise<void> {
    const sale = salePostings(order, await heldBack(tx, order), this.config.operator.country);
    if (sale) await postForMerchants(tx, [sale]);
  }
}

/** The share in reserve by the terms at the time of payment, less what refunds that were told before the sale would have taken out of it. */
async function heldBack(tx: Tx, { orderId, paidAt, lines }: OrderPaid): Promise<MerchantAmount[]> {
  const payable = byMerchant(lines.map(({ merchantId, payable: amount }) => ({ merchantId, amount })));
  const shares = await reserveSharesOf(tx, payable.map(({ merchantId, amount: { currency } }) => ({ merchantId, currency })), new Date(paidAt));
  const held = payable.map(({ merchantId, amount: { amountMinor, currency } }) => {
    const share = shares.find((one) => one.merchantId === merchantId && one.currency === currency)?.basisPoints ?? 0;
    return { merchantId, amount: money(divideHalfUp(amountMinor * BigInt(share), whole), currency) };
  }).filter(({ amount }) => amount.amountMinor > 0n);
  if (!held.length) return [];
  await lockBooks(tx, orderId);
  const before = lesser(held, givenBack(await postedByReference(tx, [orderId])));
  return held.map((one) => ({ ...one, amount: money(one.amount.amountMinor - amountFor(before, one), one.amount.currency) }));
}
