import { Injectable } from '@nestjs/common';
import { holdStock } from '@silkport/catalog';
import { Database, DomainError, Idempotency, type IdempotentRequest } from '@silkport/platform';
import { Clock, money, newId, type Locale } from '@silkport/values';
import { billedBusiness, type Business } from './business.js';
import { consentsAt } from './withdrawals/consents.js';
import { immediateDeliveryConsents, serviceStartConsents } from './withdrawals/early-start.js';
import { lineView } from './line-columns.js';
import type { Recipient } from './order.entity.js';
import { newOrderNumber } from './order-number.js';
import { OrderReads, type OrderView } from './order-reads.js';
import { ImmediateDeliveryConsentMissing, OrderUnknown, QuoteAlreadyOrdered, QuoteExpired, RecipientMissing } from './ordering.errors.js';
import type { QuoteView } from './quotes/quote-view.js';
import { QuoteReads } from './quotes/quote-reads.js';
import { beginSubscription } from './subscriptions/begin-subscription.js';
import { saveOrder, saveOrderValues } from './save-order.js';

export interface OrderRequest {
  readonly quoteId: string;
  readonly email: string;
  /** The quote's own where none is given. */
  readonly locale?: Locale;
  /** That the buyer asks for delivery at once and knows that the right of withdrawal is lost by it; needed where `needsImmediateDeliveryConsent` says so. */
  readonly immediateDelivery?: boolean | undefined;
  /** That services begin within the period for withdrawal, and that what was performed is then paid for: the buyer's choice. */
  readonly startService?: boolean | undefined;
  /** Needed where the quote has a parcel. */
  readonly recipient?: Recipient | undefined;
  /** Of who is signed in. */
  readonly personId?: string | undefined;
  /** Of who is signed in, where it is confirmed. */
  readonly confirmedEmail?: string | undefined;
  /** Needed where the quote has a tax number. */
  readonly business?: Business | undefined;
}

export interface PlacedOrder {
  readonly order: OrderView;
  /** Whether this call placed it, and not an earlier one of the same request. */
  readonly isNew: boolean;
}

/** Longer than Stripe's shortest payment page with its margin, so that page and order end at the same moment, however often opening is tried. */
const payableForMilliseconds = 35 * 60 * 1000;

/** Turns a quote into an order that awaits payment, with the pieces it needs held for it. */
@Injectable()
export class PlaceOrder {
  constructor(
    private readonly database: Database, private readonly idempotency: Idempotency, private readonly quotes: QuoteReads, private readonly orders: OrderReads, private readonly clock: Clock,
  ) {}

  /**
   * A repeated request brings its order, whatever has become of the quote since.
   * @throws QuoteUnknown, QuoteExpired, QuoteAlreadyOrdered, RecipientMissing, BusinessMissing, ImmediateDeliveryConsentMissing, SoldOut, TrialGiven, AnsweredBefore
   */
  async run(request: OrderRequest, idempotent?: IdempotentRequest): Promise<PlacedOrder> {
    try {
      const quote = await this.quotes.byId(request.quoteId);
      const order = this.draft(quote, request);
      const earlier = await this.save(order, quote, request, idempotent);
      return earlier ? await this.earlierOrder(earlier) : { order, isNew: true };
    } catch (error) {
      const earlier = error instanceof DomainError && idempotent ? await this.idempotency.earlier(idempotent) : undefined;
      if (earlier) return this.earlierOrder(earlier);
      throw error;
    }
  }

  private draft(quote: QuoteView, request: OrderRequest): Draft {
    const placedAt = this.clock.now();
    if (quote.expiresAt <= placedAt) throw new QuoteExpired({}, 'quoteId');
    const needsParcel = quote.lines.some(({ deliveryKind }) => deliveryKind === 'parcel');
    if (needsParcel && !request.recipient) throw new RecipientMissing({}, 'recipient');
    const needed = immediateDeliveryConsents(quote);
    if (needed.length && !request.immediateDelivery) throw new ImmediateDeliveryConsentMissing({}, 'immediateDelivery');
    return {
      id: newId(), number: newOrderNumber(), status: 'awaiting_payment', email: normalEmail(request.email), locale: request.locale ?? quote.locale, country: quote.country,
      taxId: quote.taxId, business: billedBusiness(request.business, quote), total: quote.total, refunded: money(0n, quote.currency), rateSetId: quote.rateSetId, recipient: needsParcel ? (request.recipient ?? null) : null,
      placedAt, expiresAt: new Date(placedAt.getTime() + payableForMilliseconds), paidAt: null, heldAt: null, cancelledAt: null,
      completedAt: null, subscription: subscribedOf(quote), consents: consentsAt(placedAt, request.locale ?? quote.locale, ['terms', ...needed, ...(request.startService ? serviceStartConsents(quote) : [])]),
      lines: quote.lines.map((line) => ({
        ...lineView({ ...line, bundle: line.bundle ?? null, id: newId(), state: 'awaiting_payment', refundedMinor: 0n, performedMinor: 0n, refundedQuantity: 0, dispatchedAt: null, deliveredAt: null, withdrawnAt: null, digitallyOrdered: true }, quote.currency), isLimited: line.isLimited,
      })),
    };
  }

  /** One statement; where pieces are to be held, one transaction with them. @returns the id of the order that an earlier request of the same key placed */
  private async save(order: Draft, { id: quoteId, lines: [line] }: QuoteView, { personId, confirmedEmail }: OrderRequest, request: IdempotentRequest | undefined): Promise<string | undefined> {
    const limited = order.lines.filter(({ isLimited }) => isLimited);
    const { subscription } = order;
    const values = saveOrderValues(order, quoteId, confirmedEmail === order.email ? (personId ?? null) : null);
    try {
      if (!limited.length && !subscription) return await this.idempotency.writeOnce(saveOrder, values, { request, resourceId: order.id });
      return await this.database.transaction(async (tx) => {
        const earlier = request && (await this.idempotency.claim(tx, request, order.id));
        if (earlier) return earlier;
        if (limited.length) await holdStock(tx, order.id, limited);
        await this.idempotency.writeOnce(saveOrder, values, { request: undefined, resourceId: order.id, tx });
        if (subscription && line) await beginSubscription(tx, { subscriptionId: subscription.id, orderId: order.id, quoteId, at: order.placedAt, email: order.email, personId: personId ?? null, line });
        return undefined;
      });
    } catch (error) {
      if ((error as { constraint?: string }).constraint === 'orders_quote_id_key') throw new QuoteAlreadyOrdered({}, 'quoteId');
      throw error;
    }
  }

  private async earlierOrder(id: string): Promise<PlacedOrder> {
    const order = await this.orders.byId(id);
    if (!order) throw new OrderUnknown();
    return { order, isNew: false };
  }
}

type Draft = Omit<OrderView, 'lines'> & { readonly lines: readonly (OrderView['lines'][number] & { readonly isLimited: boolean })[] };

function subscribedOf({ lines }: QuoteView): NonNullable<OrderView['subscription']> | null {
  const [subscribed] = lines.flatMap(({ subscription }) => subscription ?? []);
  return subscribed ? { id: newId(), role: 'first', trialGivenTo: subscribed.trialGivenTo ?? null } : null;
}

/** The form in which addresses are compared, the same as identity's. */
function normalEmail(email: string): string {
  return email.normalize('NFC').trim().toLowerCase();
}
