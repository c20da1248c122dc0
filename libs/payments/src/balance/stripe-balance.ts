import { Injectable } from '@nestjs/common';
import type { Stripe } from 'stripe';
import { askStripe } from '../stripe-answers.js';
import { StripeGateway } from '../stripe-gateway.js';

/** The movements of the platform's balance at Stripe. */
@Injectable()
export class StripeBalance {
  constructor(private readonly gateway: StripeGateway) {}

  /** A page of at most a hundred, newest first, each with what it is about. @param after the last id of the page before @throws PaymentProviderAway */
  page(from: Date, until: Date | undefined, after: string | undefined): Promise<Stripe.ApiList<Stripe.BalanceTransaction>> {
    const created = { gte: Math.floor(from.getTime() / 1000), ...(until ? { lt: Math.ceil(until.getTime() / 1000) } : {}) };
    return askStripe(() => this.gateway.stripe.balanceTransactions.list({ created, limit: 100, expand: ['data.source'], ...(after ? { starting_after: after } : {}) }));
  }
}
