import type Stripe from 'stripe';
import type { AccountUpdate } from '../api/account-parameters.js';
import { invalidRequest } from '../http/stripe-error.js';
import { checkedCurrency } from '../money/check-amount.js';
import { mergedMetadata } from '../parameters/collections.js';
import type { Call } from '../world.js';
import { addBankAccount } from './add-bank-account.js';
import { hiddenAccount, saveAccount, type HiddenAccount } from './assess-account.js';

/** Stripe's test numbers for an id or a tax id: any other is accepted. */
const refusedNumber = '111111111';
const slowNumber = '222222222';

export function updateAccount(call: Call, account: Stripe.Account, given: AccountUpdate): Stripe.Account {
  const previous = structuredClone(account);
  const hidden = hiddenAccount(call, account.id);
  applyAccountUpdate(call, account, hidden, given);
  saveAccount(call, account, hidden, previous);
  return account;
}

/** Changes what was given and leaves the rest; who asks saves both. */
export function applyAccountUpdate(call: Call, account: Stripe.Account, hidden: HiddenAccount, given: AccountUpdate): void {
  account.metadata = mergedMetadata(account.metadata ?? {}, given.metadata);
  account.email = given.email ?? account.email;
  account.business_type = given.business_type ?? account.business_type;
  if (given.default_currency) account.default_currency = checkedCurrency(given.default_currency, 'default_currency');
  Object.assign(account.business_profile ?? {}, given.business_profile);
  Object.assign(account.tos_acceptance ?? {}, given.tos_acceptance);
  Object.assign(account.settings?.payouts ?? {}, { ...given.settings?.payouts, schedule: { delay_days: 2, interval: 'manual' } });
  for (const [name, value] of Object.entries(given.capabilities ?? {})) request(hidden, name as 'transfers' | 'card_payments', value?.requested);
  if (given.company) account.company = { ...account.company, ...publicCompany(given.company) };
  const number = given.individual?.id_number ?? given.company?.tax_id;
  if (typeof number === 'string') judgeNumber(hidden, number);
  if (given.external_account) addBankAccount(call, account, given.external_account);
}

/** Stripe's test numbers leave an account restricted, or waiting; a number that is accepted clears it. A rejected account stays so. */
export function judgeNumber(hidden: HiddenAccount, number: string): void {
  if (hidden.verification === 'rejected') return;
  const plain = number.replace(/[\s-]/g, '');
  hidden.verification = plain === refusedNumber ? 'failed' : plain === slowNumber ? 'pending' : 'none';
}

function request(hidden: HiddenAccount, name: 'transfers' | 'card_payments', isRequested: boolean | undefined): void {
  if (isRequested === undefined) return;
  if (!isRequested && hidden.requested.length === 1 && hidden.requested[0] === name) throw invalidRequest(`The capability ${name} is the only one and cannot be given back.`, { param: `capabilities[${name}]` });
  hidden.requested = [...hidden.requested.filter((each) => each !== name), ...(isRequested ? [name] : [])];
}

/** Numbers are taken and never shown. */
function publicCompany({ tax_id: taxId, vat_id: vatId, ...rest }: Record<string, unknown>): Stripe.Account.Company {
  return { ...rest, ...(taxId !== undefined && { tax_id_provided: true }), ...(vatId !== undefined && { vat_id_provided: true }) } as Stripe.Account.Company;
}
