import { Injectable } from '@nestjs/common';
import type { Money } from '@silkport/values';
import { settledMoney } from '../balance/settled-money.js';
import { askStripe } from '../stripe-answers.js';
import { StripeGateway } from '../stripe-gateway.js';

/** What the platform has at Stripe, and in which currencies. Asks Stripe: never within a transaction. */
@Injectable()
export class SettlementCurrencies {
  constructor(private readonly gateway: StripeGateway) {}

  /** The currencies that Stripe keeps a balance in; the one that it converts everything else into comes first. @throws PaymentProviderAway */
  async list(): Promise<readonly string[]> {
    const { stripe } = this.gateway;
    const [account, balance] = await Promise.all([askStripe(() => stripe.accounts.retrieveCurrent()), askStripe(() => stripe.balance.retrieve())]);
    const held = [...balance.available, ...balance.pending].map(({ currency }) => currency.toUpperCase());
    return [...new Set([...(account.default_currency ? [account.default_currency.toUpperCase()] : []), ...held.toSorted()])];
  }

  /** What can be transferred now, for each currency; may be below zero. @throws PaymentProviderAway */
  async available(): Promise<readonly Money[]> {
    const { available } = await askStripe(() => this.gateway.stripe.balance.retrieve());
    return available.map(settledMoney);
  }
}
