import { Injectable } from '@nestjs/common';
import { orderedItems, QuoteOrder, type QuoteView } from '@silkport/ordering';
import { DomainError } from '@silkport/platform';
import { TaxIdShapeInvalid } from '@silkport/tax';
import type { FastifyReply } from 'fastify';
import { withQuantity, type BasketItem } from './basket-cookie.js';
import type { QuotedPlace } from './quoted-place.js';
import { VisitorCookies } from './visitor-cookies.js';
import type { Visitor } from './visitor.js';

/** Quotes the things of a checkout anew, after its half hour or for another country/region or currency. */
@Injectable()
export class QuoteAgain {
  constructor(private readonly quoteOrder: QuoteOrder, private readonly cookies: VisitorCookies) {}

  /** Leads to the new checkout, which says that prices were refreshed; or, where something is gone meanwhile, to the basket, which says what. @throws TaxIdShapeInvalid */
  async lead(reply: FastifyReply, visitor: Visitor, quote: QuoteView, place: QuotedPlace): Promise<void> {
    const items = orderedItems(quote.lines);
    const fresh = await this.quoteOrder.run({ items, ...place, currency: visitor.currency, locale: visitor.locale }).catch((error: unknown) => {
      if (error instanceof DomainError && error.status < 500 && !(error instanceof TaxIdShapeInvalid)) return undefined;
      throw error;
    });
    if (fresh) return reply.redirect(visitor.link(`/checkout/${fresh.id}?refreshed=1`), 303);
    this.cookies.keepBasket(reply, items.reduce<BasketItem[]>((basket, { variantId, quantity }) => withQuantity(basket, variantId, { set: quantity }), [...visitor.basket]));
    return reply.redirect(visitor.link('/basket'), 303);
  }
}
