import { Injectable } from '@nestjs/common';
import { PlanNotOffered, SubscriptionUnknown } from '../ordering.errors.js';
import { DraftQuote } from '../quotes/draft-quote.js';
import { reseated } from './reseated.js';
import { periodLine } from './subscribed-line.js';
import { SubscriptionReads, type PaidPeriod, type SubscriptionView } from './subscription-reads.js';
import type { StoredTerms, TermsLine } from './subscription-row.js';
import type { TermsRole } from './subscription-states.js';

/** Another plan of the product, or another number of seats. */
export type TermsChange = { readonly variantId: string } | { readonly seats: number };

export interface WantedTerms extends Pick<StoredTerms, 'variantId' | 'seats' | 'seatsBefore' | 'line'> {
  readonly role: Exclude<TermsRole, 'first'>;
  /** What gives more holds at once and is charged at once; what gives less holds from the next period on. */
  readonly holdsAtOnce: boolean;
}

/** What a subscription would cost and give otherwise. Seats keep the price that was agreed; another plan has today's. */
@Injectable()
export class TermsWanted {
  constructor(private readonly subscriptions: SubscriptionReads, private readonly draftQuote: DraftQuote) {}

  /** @throws PlanNotOffered, SubscriptionUnknown, and what `DraftQuote` throws */
  async of({ id, orderId, terms, currency }: SubscriptionView, change: TermsChange): Promise<WantedTerms> {
    if ('seats' in change) {
      if (change.seats === terms.seats) throw new PlanNotOffered({}, 'seats');
      const more = change.seats > terms.seats;
      return { variantId: terms.variantId, seats: change.seats, seatsBefore: terms.seats, line: reseated(terms.line, change.seats, currency), role: more ? 'seats' : 'fewer_seats', holdsAtOnce: more };
    }
    if (change.variantId === terms.variantId) throw new PlanNotOffered({}, 'variantId');
    const period = await this.subscriptions.paidPeriod(orderId, id, terms.id);
    if (!period.isOrdered) throw new SubscriptionUnknown();
    const line = await this.planOf(period, change.variantId);
    const dearer = line.totalMinor > terms.line.totalMinor;
    return { variantId: change.variantId, seats: terms.seats, seatsBefore: terms.seats, line, role: dearer ? 'upgrade' : 'downgrade', holdsAtOnce: dearer };
  }

  private async planOf({ order, terms, region, placeCountry: country }: PaidPeriod, variantId: string): Promise<TermsLine> {
    const { lines: [line], rateSetId } = await this.draftQuote.run({
      items: [{ variantId, quantity: terms.seats }], country, region: region ?? undefined, taxId: order.taxId ?? undefined, currency: order.total.currency, locale: order.locale,
    });
    const plan = line?.subscription?.plan;
    const { interval, intervalCount } = terms.line.subscription.plan;
    if (!line || !plan || line.productId !== terms.line.productId || plan.interval !== interval || plan.intervalCount !== intervalCount) throw new PlanNotOffered({}, 'variantId');
    return { ...(periodLine(line) as TermsLine), subscription: { plan } as TermsLine['subscription'], rateSetId };
  }
}
