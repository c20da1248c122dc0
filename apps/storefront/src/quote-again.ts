import { Injectable } from '@nestjs/common';
import { GivenTrials, orderedItems, QuoteOrder, type QuoteView } from '@silkport/ordering';
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
  constructor(private readonly quoteOrder: QuoteOrder, private readonly trials: GivenTrials, private readonly cookies: VisitorCookies) {}

  /** Whether a quote promises a trial to somebody who has had it, as far as the visitor is known by now. @param email as it was typed */
  async promisesGivenTrial({ lines }: QuoteView, { principal }: Visitor, email: string | undefined): Promise<boolean> {
    const tried = lines.find(({ subscription }) => subscription && subscription.plan.trialDays > 0);
    return tried !== undefined && (await this.trials.holderOf(tried.productId, { personId: principal?.personId, email: email ?? principal?.email })) !== undefined;
  }

  /** Leads to the new checkout, which says that prices were refreshed; or, where something is gone meanwhile, to the basket, which says what. @param email as it was typed @throws TaxIdShapeInvalid */
  async lead(reply: FastifyReply, visitor: Visitor, quote: QuoteView, place: QuotedPlace, email?: string): Promise<void> {
    const items = orderedItems(quote.lines);
    const buyer = { personId: visitor.principal?.personId, email: email ?? visitor.principal?.email };
    const fresh = await this.quoteOrder.run({ items, ...place, buyer, currency: visitor.currency, locale: visitor.locale }).catch((error: unknown) => {
      if (error instanceof DomainError && error.status < 500 && !(error instanceof TaxIdShapeInvalid)) return undefined;
      throw error;
    });
    if (fresh) return reply.redirect(visitor.link(`/checkout/${fresh.id}?refreshed=1`), 303);
    this.cookies.keepBasket(reply, items.reduce<BasketItem[]>((basket, { variantId, quantity }) => withQuantity(basket, variantId, { set: quantity }), [...visitor.basket]));
    return reply.redirect(visitor.link('/basket'), 303);
  }
}
