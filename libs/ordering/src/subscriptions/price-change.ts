import { Injectable } from '@nestjs/common';
import { ChangeBilling } from '@silkport/payments';
import { money, newId, type Money } from '@silkport/values';
import { refuseUnaskable } from './change-rules.js';
import type { SubscriptionView } from './subscription-reads.js';
import { TermsWanted, type TermsChange, type WantedTerms } from './wanted-terms.js';

/** What a change of terms would cost: now for the rest of the period, and each period from then on. */
export interface PricedChange {
  readonly terms: WantedTerms;
  readonly due: Money;
  readonly recurring: Money;
  /** For which `due` holds, half an hour long; null where nothing is due now. */
  readonly proratedAt: Date | null;
}

/** Prices a change before anybody agrees to it. Asks the payment provider; nothing is kept. */
@Injectable()
export class PriceChange {
  constructor(private readonly termsWanted: TermsWanted, private readonly billing: ChangeBilling) {}

  /** @throws PlanNotOffered, SubscriptionChangeRefused, SubscriptionNotBilled, PaymentProviderAway */
  async run(subscription: SubscriptionView, change: TermsChange): Promise<PricedChange> {
    const terms = await this.termsWanted.of(subscription, change);
    refuseUnaskable(terms.role, { ...subscription, nextTermsId: subscription.nextTerms?.id ?? null });
    const recurring = money(terms.line.totalMinor, subscription.currency);
    if (!terms.holdsAtOnce) return { terms, recurring, due: money(0n, subscription.currency), proratedAt: null };
    const { interval, intervalCount } = terms.line.subscription.plan;
    const { due, proratedAt } = await this.billing.priceOf(subscription.id, { termsId: newId(), amount: recurring, interval, intervalCount, holdsAtOnce: true });
    return { terms, recurring, due, proratedAt };
  }
}
