import { Injectable } from '@nestjs/common';
import { Stripe } from 'stripe';
import type { Money } from '@silkport/values';
import type { MerchantToConnect, OnboardingLink, OnboardingRequest } from './connect-merchant.js';
import { toStripeAmount, type StripeAmount } from '../stripe-amount.js';
import { askStripe, refusalCode } from '../stripe-answers.js';
import { StripeGateway } from '../stripe-gateway.js';

export interface WantedTransfer {
  readonly payoutId: string;
  readonly accountId: string;
  readonly amount: Money;
  readonly description: string;
}

/** Merchants' accounts at Stripe, transfers to them and payouts from them. */
@Injectable()
export class StripeConnect {
  constructor(private readonly gateway: StripeGateway) {}

  /**
   * Payouts are ours to ask for, so that each is known by its transfer. Outside the platform's own region Stripe opens accounts only under the agreement of a
   * recipient, which takes transfers and nothing else; within it, only under the full one. @throws PaymentProviderAway, and refusals of Stripe as they are
   */
  async openAccount({ merchantId, country, email, businessName }: MerchantToConnect, isAbroad: boolean): Promise<Stripe.Account> {
    const open = (agreement: 'full' | 'recipient') => {
      const terms: Stripe.AccountCreateParams = {
        type: 'express', country, email, business_profile: { name: businessName }, capabilities: { transfers: { requested: true } }, metadata: { merchantId },
        settings: { payouts: { schedule: { interval: 'manual' } } }, ...(agreement === 'recipient' ? { tos_acceptance: { service_agreement: agreement } } : {}),
      };
      return this.ask((stripe) => stripe.accounts.create(terms, { idempotencyKey: `account:${merchantId}:${agreement}` }));
    };
    if (!isAbroad) return open('full');
    return open('recipient').catch((error: unknown) => {
      if (connectRefusal(error) === undefined) throw error;
      return open('full');
    });
  }

  account(accountId: string): Promise<Stripe.Account> {
    return this.ask((stripe) => stripe.accounts.retrieve(accountId));
  }

  platform(): Promise<Stripe.Account> {
    return this.ask((stripe) => stripe.accounts.retrieveCurrent());
  }

  async onboardingLink(accountId: string, { returnUrl, refreshUrl }: OnboardingRequest): Promise<OnboardingLink> {
    const terms = { account: accountId, type: 'account_onboarding', return_url: returnUrl, refresh_url: refreshUrl } as const;
    const { url, expires_at: expiresAt } = await this.ask((stripe) => stripe.accountLinks.create(terms));
    return { url, expiresAt: new Date(expiresAt * 1000) };
  }

  /** Once, however often it is asked within the day that Stripe keeps a key. */
  transfer({ payoutId, accountId, amount, description }: WantedTransfer): Promise<Stripe.Transfer> {
    const terms = { ...toStripeAmount(amount), destination: accountId, description, transfer_group: payoutId, metadata: { payoutId } };
    return this.ask((stripe) => stripe.transfers.create(terms, { idempotencyKey: `transfer:${payoutId}` }));
  }

  /** The transfer of an earlier try whose answer was lost, however long ago. */
  async findTransfer(payoutId: string): Promise<Stripe.Transfer | undefined> {
    const { data } = await this.ask((stripe) => stripe.transfers.list({ transfer_group: payoutId, limit: 10 }));
    return data.find(({ metadata }) => metadata.payoutId === payoutId);
  }

  retrieveTransfer(transferId: string): Promise<Stripe.Transfer> {
    return this.ask((stripe) => stripe.transfers.retrieve(transferId));
  }

  /** What the transfer has become on the account's own side: its currency may be another, by Stripe's rate of that minute. */
  async arrived(transfer: Stripe.Transfer, accountId: string): Promise<StripeAmount> {
    const id = typeof transfer.destination_payment === 'string' ? transfer.destination_payment : transfer.destination_payment?.id;
    if (!id) return { amount: transfer.amount, currency: transfer.currency };
    const payment = await this.ask((stripe) => stripe.charges.retrieve(id, { expand: ['balance_transaction'] }, { stripeAccount: accountId }));
    const movement = payment.balance_transaction;
    return movement && typeof movement !== 'string' ? { amount: movement.net, currency: movement.currency } : { amount: transfer.amount, currency: transfer.currency };
  }

  /** From the account's balance to the merchant's bank. @param attempt a refused try is remembered by its key, so the next needs another */
  payout({ payoutId, accountId, description }: WantedTransfer, amount: StripeAmount, transferId: string, attempt: number): Promise<Stripe.Payout> {
    const terms = { amount: amount.amount, currency: amount.currency, description, metadata: { payoutId, transferId } };
    return this.ask((stripe) => stripe.payouts.create(terms, { stripeAccount: accountId, idempotencyKey: `payout:${payoutId}:${attempt}` }));
  }

  /** The payout of an earlier try whose answer was lost. @param since when the transfer was asked for */
  async findPayout(payoutId: string, accountId: string, since: Date): Promise<Stripe.Payout | undefined> {
    return this.ask(async (stripe) => {
      const created = { gte: Math.floor(since.getTime() / 1000) - 3600 };
      for await (const payout of stripe.payouts.list({ created, limit: 100 }, { stripeAccount: accountId })) if (payout.metadata?.payoutId === payoutId) return payout;
      return undefined;
    });
  }

  retrievePayout(stripePayoutId: string, accountId: string): Promise<Stripe.Payout> {
    return this.ask((stripe) => stripe.payouts.retrieve(stripePayoutId, {}, { stripeAccount: accountId }));
  }

  /** Takes money back from the account. @param key idempotency key */
  reverse(transferId: string, reversalId: string, amount: Money, key: string): Promise<Stripe.TransferReversal> {
    return this.ask((stripe) => stripe.transfers.createReversal(transferId, { amount: toStripeAmount(amount).amount, metadata: { reversalId } }, { idempotencyKey: key }));
  }

  async findReversal(transferId: string, reversalId: string): Promise<Stripe.TransferReversal | undefined> {
    const { data } = await this.ask((stripe) => stripe.transfers.listReversals(transferId, { limit: 100 }));
    return data.find(({ metadata }) => metadata?.reversalId === reversalId);
  }

  private ask<T>(call: (stripe: Stripe) => Promise<T>): Promise<T> {
    return askStripe(() => call(this.gateway.stripe));
  }
}

/** The code of a refusal that asking again would not change; undefined for every other error. An account that has left us is refused as a lack of permission. */
export function connectRefusal(error: unknown): string | undefined {
  if (error instanceof Stripe.errors.StripePermissionError && error.code === 'account_invalid') return error.code;
  const code = refusalCode(error);
  return code === '' ? 'refused' : code;
}
