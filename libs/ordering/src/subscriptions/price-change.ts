import { Injectable } from '@nestjs/common';
import { ChangeBilling } from '@silkport/payments';
import { ExchangeRates } from '@silkport/pricing';
import { money, newId, type Money } from '@silkport/values';
import { OrderTooSmall } from '../ordering.errors.js';
import { refuseUnpayable } from '../quotes/order-limits.js';
import { refuseUnaskable } from './change-rules.js';
import type { SubscriptionView } from './subscription-reads.js';
import { TermsWanted, type TermsChange, type WantedTerms } from './wanted-terms.js';

/** What a change of terms would cost: now, and each period from then on. */
export interface PricedChange {
  readonly terms: WantedTerms;
  /** For the rest of the period; of another interval for a whole period that begins now, less `credited`. */
  readonly due: Money;
  /** Of what was paid already: for the time that is left of it. Zero where nothing is charged now. */
  readonly credited: Money;
  readonly recurring: Money;
  /** When `recurring` is charged first. */
  readonly nextChargeAt: Date | null;
  /** For which `due` holds, half an hour long; null where nothing is due now. */
  readonly proratedAt: Date | null;
}

/** Prices a change before anybody agrees to it. Asks the payment provider; nothing is kept. */
@Injectable()
export class PriceChange {
  constructor(private readonly termsWanted: TermsWanted, private readonly billing: ChangeBilling, private readonly rates: ExchangeRates) {}

  /**
   * What would cost less now than a card can be charged holds from the next period on: the provider would note it as owed, and nobody would
   * have paid for what is given. @throws PlanNotOffered, SubscriptionChangeRefused, SubscriptionNotBilled, OrderTooLarge, PaymentProviderAway
   */
  async run(subscription: SubscriptionView, change: TermsChange): Promise<PricedChange> {
    const terms = await this.termsWanted.of(subscription, change);
    refuseUnaskable(terms.role, { ...subscription, nextTermsId: subscription.nextTerms?.id ?? null });
    const recurring = money(terms.line.totalMinor, subscription.currency);
    const nothing = money(0n, subscription.currency);
    const later = { terms: { ...terms, holdsAtOnce: false }, recurring, due: nothing, credited: nothing, nextChargeAt: subscription.periodEnd, proratedAt: null };
    if (terms.trialEndsAt) return { ...later, terms, nextChargeAt: terms.trialEndsAt };
    if (!terms.holdsAtOnce) return later;
    const { interval, intervalCount } = terms.line.subscription.plan;
    const { due, credited, proratedAt, paidUntil } = await this.billing.priceOf(subscription.id, { termsId: newId(), amount: recurring, interval, intervalCount, holdsAtOnce: true });
    return (await this.isChargeable(due)) ? { terms, recurring, due, credited, nextChargeAt: paidUntil, proratedAt } : later;
  }

  private async isChargeable(due: Money): Promise<boolean> {
    try {
      refuseUnpayable(due, await this.rates.current());
      return true;
    } catch (error) {
      if (error instanceof OrderTooSmall) return false;
      throw error;
    }
  }
}
