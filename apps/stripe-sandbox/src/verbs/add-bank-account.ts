import type Stripe from 'stripe';
import { invalidRequest } from '../http/stripe-error.js';
import { checkedCurrency } from '../money/check-amount.js';
import { checkBankNumber, payoutFailure, plainBankNumber } from '../money/bank-numbers.js';
import { newBankAccount } from '../objects/bank-account.js';
import { recordEvent } from '../webhooks/record-event.js';
import { inAccount, type Call } from '../world.js';

export interface BankAccountEntry {
  account_number: string;
  routing_number?: string;
  country: string;
  currency: string;
  account_holder_name?: string;
  account_holder_type?: 'company' | 'individual';
  default_for_currency?: boolean;
  metadata?: Record<string, string>;
}

/** What a bank account keeps back: the code that a payout to it fails with. */
export interface HiddenBankAccount {
  failureCode?: string;
}

/** Adds a bank account to a connected account; the first one of a currency is its default. Who asks saves the account after it. */
export function addBankAccount(call: Call, account: Stripe.Account, entry: BankAccountEntry, param = 'external_account'): Stripe.BankAccount {
  const number = plainBankNumber(entry.account_number);
  const country = entry.country.toUpperCase();
  const routingNumber = entry.routing_number === undefined ? null : plainBankNumber(entry.routing_number);
  if (!/^[A-Z]{2}$/.test(country)) throw invalidRequest(`Country '${entry.country}' is unknown. Try using a 2-character alphanumeric country code instead, such as 'US', 'EG', or 'GB'.`, { code: 'country_code_invalid', param: `${param}[country]` });
  const currency = checkedCurrency(entry.currency, `${param}[currency]`);
  checkBankNumber(number, routingNumber, country, param);
  const others = call.resources.ofAccount('bank_account', account.id).filter((each) => each.currency === currency);
  const isDefault = entry.default_for_currency === true || others.length === 0;
  const bank = newBankAccount({
    account: account.id, number, routingNumber, country, currency, isDefault, metadata: entry.metadata ?? {},
    holderName: entry.account_holder_name ?? null, holderType: entry.account_holder_type ?? null,
  });
  const hidden: HiddenBankAccount = { failureCode: payoutFailure(number) };
  call.resources.insert('bank_account', bank, { account: account.id, createdAt: call.clock.nowSeconds() }, hidden);
  if (isDefault) makeDefault(call, bank);
  recordEvent(inAccount(call, account.id), 'account.external_account.created', bank);
  return bank;
}

/** One bank account of each currency is the default. */
export function makeDefault(call: Call, bank: Stripe.BankAccount): void {
  for (const other of call.resources.ofAccount('bank_account', bank.account as string)) {
    if (other.currency !== bank.currency || other.default_for_currency === (other.id === bank.id)) continue;
    call.resources.save('bank_account', { ...other, default_for_currency: other.id === bank.id });
  }
  bank.default_for_currency = true;
}
