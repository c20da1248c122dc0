import type Stripe from 'stripe';
import type { Call } from '../world.js';
import { addBankAccount } from './add-bank-account.js';
import { hiddenAccount, saveAccount } from './assess-account.js';
import { judgeNumber } from './update-account.js';

export interface OnboardingEntry {
  holderName: string;
  holderType: 'company' | 'individual';
  /** Of the bank, ISO 3166-1. */
  country: string;
  currency: string;
  routingNumber: string | null;
  accountNumber: string;
  /** Of the person or the company; Stripe's test numbers leave the account restricted or waiting. */
  idNumber: string | null;
  ip: string;
  userAgent: string | null;
}

/** The holder has filled and accepted the form: the account has all that it needs, unless its id number is refused. */
export function completeOnboarding(call: Call, account: Stripe.Account, entry: OnboardingEntry): Stripe.Account {
  const previous = structuredClone(account);
  const hidden = hiddenAccount(call, account.id);
  account.business_type ??= entry.holderType;
  account.tos_acceptance = { ...account.tos_acceptance, date: call.clock.nowSeconds(), ip: entry.ip, user_agent: entry.userAgent };
  account.details_submitted = true;
  if (entry.idNumber !== null) judgeNumber(hidden, entry.idNumber);
  addBankAccount(call, account, {
    account_number: entry.accountNumber, routing_number: entry.routingNumber ?? undefined, country: entry.country, currency: entry.currency,
    account_holder_name: entry.holderName, account_holder_type: entry.holderType, default_for_currency: true,
  });
  saveAccount(call, account, hidden, previous);
  return account;
}
