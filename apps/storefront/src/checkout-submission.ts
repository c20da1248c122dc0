import { Injectable } from '@nestjs/common';
import { OrderAccess, QuoteExpired, StartPayment, TrialGiven, type QuoteView } from '@silkport/ordering';
import type { FastifyRequest } from 'fastify';
import { CheckoutForm, ParcelCheckoutForm } from './checkout.dto.js';
import { emailHint } from './email-hint.js';
import { pendingOrdersCookieName, readPending } from './pending-orders-cookie.js';
import { PlaceCheckout } from './place-checkout.js';
import { readForm } from './read-form.js';
import type { Visitor } from './visitor.js';

/** What follows on a checkout that was sent: a page to go to, newer prices to look at, or an e-mail address to look at once more. */
export type CheckoutOutcome =
  | { readonly next: 'go'; readonly address: string; readonly pending: readonly string[] }
  | { readonly next: 'quote-again' }
  | { readonly next: 'check-email'; readonly email: string };

@Injectable()
export class CheckoutSubmission {
  constructor(private readonly placeCheckout: PlaceCheckout, private readonly startPayment: StartPayment, private readonly access: OrderAccess) {}

  /**
   * An odd e-mail address stops the buyer once, since it is where the goods go; sent again unchanged, it is taken.
   * @throws InvalidInput, SoldOut, BuyerEmailRefused, AmountNotChargeable, CurrencyNotChargeable, PaymentProviderAway
   */
  async take(visitor: Visitor, quote: QuoteView, body: unknown, { cookies }: Pick<FastifyRequest, 'cookies'>): Promise<CheckoutOutcome> {
    const suggested = (body as { suggestedEmail?: unknown } | undefined)?.suggestedEmail;
    if (typeof suggested === 'string' && suggested) return { next: 'check-email', email: suggested };
    const form = await readForm(needsParcel(quote) ? ParcelCheckoutForm : CheckoutForm, body);
    const suggestion = emailHint(form.email);
    if (suggestion !== undefined && form.checkedEmail !== form.email) return { next: 'check-email', email: form.email };
    try {
      const order = await this.placeCheckout.run(quote, {
        email: form.email, locale: visitor.locale, recipient: form instanceof ParcelCheckoutForm ? recipientOf(form) : undefined, business: quote.taxId === null ? undefined : businessOf(form),
        immediateDelivery: form.immediate === 'on', startService: form.startService === 'on', personId: visitor.principal?.personId,
        confirmedEmail: visitor.principal?.emailConfirmed ? visitor.principal.email : undefined,
      });
      const page = visitor.link(`/orders/${order.number}?key=${this.access.keyOf(order.id)}`);
      const payment = order.status === 'awaiting_payment' ? await this.startPayment.run(order.id) : undefined;
      const away = order.status === 'awaiting_payment' ? `${page}&away=1` : page;
      return { next: 'go', address: payment ?? away, pending: [...readPending(cookies[pendingOrdersCookieName]), order.id] };
    } catch (error) {
      if (error instanceof QuoteExpired || error instanceof TrialGiven) return { next: 'quote-again' };
      throw error;
    }
  }
}

export function needsParcel({ lines }: Pick<QuoteView, 'lines'>): boolean {
  return lines.some(({ deliveryKind }) => deliveryKind === 'parcel');
}

function businessOf({ companyName = '', companyStreet = '', companyCity = '', companyRegion, companyPostalCode }: CheckoutForm) {
  return { name: companyName, street: companyStreet, city: companyCity, ...(companyRegion ? { region: companyRegion } : {}), ...(companyPostalCode ? { postalCode: companyPostalCode } : {}) };
}

function recipientOf({ name, street, city, region, postalCode, phone }: ParcelCheckoutForm) {
  return { name, street, city, ...(region ? { region } : {}), ...(postalCode ? { postalCode } : {}), ...(phone ? { phone } : {}) };
}
