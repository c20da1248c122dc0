import { Injectable } from '@nestjs/common';
import { normaliseEmail } from '@silkport/identity';
import { hasBeenPaid, orderedItems, PlaceOrder, QuoteExpired, QuoteOrder, type Business, type OrderView, type QuoteView, type Recipient } from '@silkport/ordering';
import { hashBody } from '@silkport/platform';
import { sameMoney, type Locale } from '@silkport/values';
import { EndUnpaidOrder } from './end-unpaid-order.js';

export interface Buyer { readonly email: string; readonly locale: Locale; readonly recipient: Recipient | undefined; readonly business: Business | undefined; readonly immediateDelivery: boolean; readonly startService: boolean; readonly personId: string | undefined; readonly confirmedEmail: string | undefined }

/** Corrections of one checkout that are followed; beyond that the buyer is shown the newest prices and starts there. */
const mostCorrections = 12;

/** Orders what a checkout page shows, once: a doubled click, the way back and a second tab all lead to the same order. */
@Injectable()
export class PlaceCheckout {
  constructor(
    private readonly placeOrder: PlaceOrder, private readonly quoteOrder: QuoteOrder, private readonly endUnpaid: EndUnpaidOrder,
  ) {}

  /**
   * A buyer who comes back to correct the e-mail or the address, or who cancelled and thinks again, gets an order of their own for the
   * same things: the old one is ended, and never shown to somebody with another e-mail.
   * @throws QuoteExpired, RecipientMissing, SoldOut, TrialGiven, PaymentProviderAway
   */
  async run(quote: QuoteView, buyer: Buyer): Promise<OrderView> {
    let current = quote;
    for (let correction = 0; correction < mostCorrections; correction++) {
      const order = await this.place(current.id, buyer);
      if (isOf(order, buyer) && order.status !== 'cancelled') return order;
      if (order.status === 'awaiting_payment') await this.endUnpaid.run(order.id, 'checkout corrected');
      current = await this.quoteAgain(current, order, buyer);
      // The button named a sum: another one is never charged in its place.
      if (!sameMoney(current.total, quote.total)) throw new QuoteExpired({}, 'quoteId');
    }
    throw new QuoteExpired({}, 'quoteId');
  }

  private async place(quoteId: string, { email, locale, recipient, business, immediateDelivery, startService, personId, confirmedEmail }: Buyer): Promise<OrderView> {
    const { order } = await this.placeOrder.run({ quoteId, email, locale, recipient, business, immediateDelivery, startService, personId, confirmedEmail }, { scope: 'storefront checkout', key: quoteId, bodyHash: hashBody({ quoteId }) });
    return order;
  }

  /** What follows on an order is one quote for everybody who asks, so that a doubled click stays one order here too, and the newest correction wins. */
  private async quoteAgain({ country, currency, region, taxId, evidence, lines }: QuoteView, order: OrderView, { locale, email, personId }: Buyer): Promise<QuoteView> {
    const items = orderedItems(lines);
    const idempotent = { scope: 'storefront checkout again', key: order.id, bodyHash: hashBody({ after: order.id }) };
    return this.quoteOrder.run({ items, buyer: { email, personId }, country, currency, locale, region: region ?? undefined, taxId: taxId ?? undefined, evidence: evidence.filter(({ kind }) => kind === 'ip-address') }, idempotent);
  }
}

/** Whether an order is for this e-mail and, once it can no longer be changed or has no parcel, whatever address. */
function isOf(order: OrderView, { email, recipient, business }: Buyer): boolean {
  if (order.email !== normaliseEmail(email)) return false;
  return hasBeenPaid(order.status) || (sameTexts(order.recipient, recipient, recipientFields) && sameTexts(order.business, business, businessFields));
}

const recipientFields = ['name', 'street', 'city', 'region', 'postalCode', 'phone'] as const;
const businessFields = ['name', 'street', 'city', 'region', 'postalCode'] as const;

/** What one of them does not have is not compared. */
function sameTexts<Field extends string>(left: Readonly<Partial<Record<Field, string>>> | null, right: Readonly<Partial<Record<Field, string>>> | undefined, fields: readonly Field[]): boolean {
  return !left || !right || fields.every((field) => left[field] === right[field]);
}
