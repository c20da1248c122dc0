import { Injectable } from '@nestjs/common';
import { holdStock } from '@silkport/catalog';
import { Database, Idempotency, type IdempotentRequest, type Tx } from '@silkport/platform';
import { Clock, newId, type Locale } from '@silkport/values';
import { Order, OrderLine, OrderTransition, type Recipient } from './order.entity.js';
import { newOrderNumber } from './order-number.js';
import { QuoteAlreadyOrdered, QuoteExpired, QuoteUnknown, RecipientMissing } from './ordering.errors.js';
import type { QuoteView } from './quote-order.js';
import { quoteView, type StoredQuote } from './quote-reads.js';

export interface OrderRequest {
  readonly quoteId: string;
  readonly email: string;
  readonly locale: Locale;
  /** Needed where the quote has a parcel. */
  readonly recipient?: Recipient | undefined;
}

/** Longer than Stripe's shortest payment page with its margin, so that page and order end at the same moment, however often opening is tried. */
const payableForMilliseconds = 35 * 60 * 1000;

/** Turns a quote into an order that awaits payment, with the pieces it needs held for it. */
@Injectable()
export class PlaceOrder {
  constructor(private readonly database: Database, private readonly idempotency: Idempotency, private readonly clock: Clock) {}

  /**
   * @returns the id of the order: a repeated request's first one
   * @throws QuoteUnknown, QuoteExpired, QuoteAlreadyOrdered, RecipientMissing, SoldOut
   */
  async run(request: OrderRequest, idempotent?: IdempotentRequest): Promise<string> {
    const orderId = newId();
    return this.database.transaction(async (tx) => {
      const earlier = idempotent && (await this.idempotency.claim(tx, idempotent, orderId));
      if (earlier) return earlier;
      const quote = await this.lockQuote(tx, request.quoteId);
      if (quote.expiresAt <= this.clock.now()) throw new QuoteExpired({}, 'quoteId');
      const needsParcel = quote.lines.some(({ deliveryKind }) => deliveryKind === 'parcel');
      if (needsParcel && !request.recipient) throw new RecipientMissing({}, 'recipient');
      const limited = quote.lines.filter(({ isLimited }) => isLimited);
      if (limited.length) await holdStock(tx, orderId, limited);
      await this.save(tx, orderId, quote, { ...request, recipient: needsParcel ? request.recipient : undefined });
      return orderId;
    });
  }

  /** Locked, so that two orders of one quote at once become one order and one refusal. */
  private async lockQuote(tx: Tx, quoteId: string): Promise<QuoteView> {
    const [row]: (StoredQuote & { ordered: boolean })[] = await tx.query(
      `SELECT id, country, currency, locale, rate_set_id, total_minor, lines, expires_at FROM ordering.quotes WHERE id = $1 FOR UPDATE`, [quoteId]);
    if (!row) throw new QuoteUnknown({}, 'quoteId');
    const [ordered]: unknown[] = await tx.query('SELECT 1 AS ordered FROM ordering.orders WHERE quote_id = $1', [quoteId]);
    if (ordered) throw new QuoteAlreadyOrdered({}, 'quoteId');
    return quoteView(row);
  }

  private async save(tx: Tx, id: string, quote: QuoteView, request: OrderRequest): Promise<void> {
    const placedAt = this.clock.now();
    await tx.insert(Order, {
      id, number: newOrderNumber(), quoteId: quote.id, status: 'awaiting_payment', email: normalEmail(request.email), locale: request.locale, country: quote.country,
      currency: quote.currency, totalMinor: quote.total.amountMinor, rateSetId: quote.rateSetId, recipient: request.recipient ?? null,
      placedAt, expiresAt: new Date(placedAt.getTime() + payableForMilliseconds), paidAt: null, cancelledAt: null,
    });
    await tx.insert(OrderLine, quote.lines.map(({ isLimited, ...line }, position) => ({ ...line, orderId: id, position, id: newId(), digitallyOrdered: true })));
    await tx.insert(OrderTransition, { orderId: id, fromStatus: null, toStatus: 'awaiting_payment', actor: 'buyer', reason: 'placed', changedAt: placedAt });
  }
}

/** The form in which addresses are compared, the same as identity's. */
function normalEmail(email: string): string {
  return email.normalize('NFC').trim().toLowerCase();
}
