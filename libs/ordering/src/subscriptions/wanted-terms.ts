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
  /** What costs more a period holds at once and is charged at once; what costs less holds from the next period on. Within a trial all of it holds at once. */
  readonly holdsAtOnce: boolean;
  /** The end of the trial within which it is changed, before which nothing is charged. */
  readonly trialEndsAt: Date | null;
  /** The terms that run, where this only takes back what was to hold from the next period on. */
  readonly keptTermsId?: string;
}

/**
 * What a subscription would cost and give otherwise. Seats keep the price that was agreed; another plan has today's, by whatever interval it is
 * charged. What was changed for the next period already stays so, but for what is asked for now; what runs can be gone back to.
 */
@Injectable()
export class TermsWanted {
  constructor(private readonly subscriptions: SubscriptionReads, private readonly draftQuote: DraftQuote) {}

  /** @throws PlanNotOffered, SubscriptionUnknown, and what `DraftQuote` throws */
  async of({ id, orderId, state, terms, nextTerms, trialEndsAt, currency }: SubscriptionView, change: TermsChange): Promise<WantedTerms> {
    const base = nextTerms ?? terms;
    const { variantId, seats } = { variantId: base.variantId, seats: base.seats, ...change };
    if (variantId === base.variantId && seats === base.seats) throw new PlanNotOffered({}, 'seats' in change ? 'seats' : 'variantId');
    const agreed = [base, terms].find((each) => each.variantId === variantId);
    const line = agreed ? reseated(agreed.line, seats, currency) : await this.planOf(await this.periodOf(orderId, id, terms.id), variantId, seats);
    const isDearer = line.totalMinor > terms.line.totalMinor;
    const isMore = 'seats' in change ? seats > terms.seats : isDearer;
    const isTrial = state === 'trialing';
    const wanted = { variantId, seats, seatsBefore: terms.seats, line, role: roleOf(change, isMore), holdsAtOnce: isMore || isTrial, trialEndsAt: isTrial ? trialEndsAt : null };
    return nextTerms && variantId === terms.variantId && seats === terms.seats ? { ...wanted, keptTermsId: terms.id } : wanted;
  }

  private async periodOf(orderId: string, id: string, termsId: string): Promise<PaidPeriod> {
    const period = await this.subscriptions.paidPeriod(orderId, id, termsId);
    if (!period.isOrdered) throw new SubscriptionUnknown();
    return period;
  }

  private async planOf({ order, terms, region, placeCountry: country }: PaidPeriod, variantId: string, seats: number): Promise<TermsLine> {
    const { lines: [line], rateSetId } = await this.draftQuote.run({
      items: [{ variantId, quantity: seats }], country, region: region ?? undefined, taxId: order.taxId ?? undefined, currency: order.total.currency, locale: order.locale,
    });
    const plan = line?.subscription?.plan;
    if (!line || !plan || line.productId !== terms.line.productId) throw new PlanNotOffered({}, 'variantId');
    return { ...(periodLine(line) as TermsLine), subscription: { plan } as TermsLine['subscription'], rateSetId };
  }
}

function roleOf(change: TermsChange, isMore: boolean): WantedTerms['role'] {
  if ('seats' in change) return isMore ? 'seats' : 'fewer_seats';
  return isMore ? 'upgrade' : 'downgrade';
}
