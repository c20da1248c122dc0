import type Stripe from 'stripe';
import { invalidRequest, StripeError } from '../http/stripe-error.js';
import { newPayout, type PayoutTerms } from '../objects/payout.js';
import { recordEvent } from '../webhooks/record-event.js';
import { inAccount, type Call } from '../world.js';
import { checkFunds } from './available-funds.js';
import { platformBank } from './platform-bank.js';
import { postMovement } from './post-movement.js';

const leavesAfterSeconds = 3600;

export type PayoutWish = Omit<PayoutTerms, 'createdAt' | 'destination'> & { destination?: string };

/** Sends money that the account acted on can use to its bank. It leaves the balance at once and arrives after two days. */
export function createPayout(call: Call, wish: PayoutWish): Stripe.Payout {
  const account = call.account === null ? undefined : call.resources.find('account', call.account);
  if (account && !account.payouts_enabled) {
    throw new StripeError(400, { type: 'invalid_request_error', code: 'payouts_not_allowed', message: 'Cannot create payouts: this account has requirements that need to be collected.' });
  }
  const bank = destinationOf(call, wish);
  checkFunds(call, wish.amountMinor, wish.currency);
  const createdAt = call.clock.nowSeconds();
  const payout = newPayout({ ...wish, createdAt, destination: bank.id });
  payout.balance_transaction = postMovement(call, {
    type: 'payout', reportingCategory: 'payout', amountMinor: -payout.amount, feeMinor: 0, currency: payout.currency, source: payout.id,
    description: payout.description, availableOn: createdAt,
  }).id;
  call.resources.insert('payout', payout, { account: call.account, dueAt: createdAt + leavesAfterSeconds });
  recordEvent(call, 'payout.created', payout);
  return payout;
}

function destinationOf(call: Call, { currency, destination }: PayoutWish): Stripe.BankAccount {
  const banks = call.account === null ? [platformBank(call, currency)] : call.resources.ofAccount('bank_account', call.account);
  const fitting = banks.filter((bank) => bank.currency === currency);
  const bank = destination === undefined ? (fitting.find((each) => each.default_for_currency) ?? fitting[0]) : banks.find((each) => each.id === destination);
  if (destination !== undefined && !bank) throw invalidRequest(`No such external account: '${destination}'`, { code: 'resource_missing', param: 'destination' });
  if (bank?.currency === currency) return bank;
  throw invalidRequest(`Sorry, you don't have any external accounts in that currency (${currency}).`, { param: 'currency' });
}

/** What Stripe does on its own for an account with a schedule: pays out all that can be used, and ties the movements to it. */
export function payOutAll(call: Call, account: string | null, currency: string, amountMinor: number): Stripe.Payout {
  const own = inAccount(call, account);
  const payout = createPayout(own, { amountMinor, currency, isAutomatic: true, description: null, statementDescriptor: null, metadata: {} });
  call.database
    .prepare(`update resources set payout = ? where kind = 'balance_transaction' and account is ? and payout is null
      and json_extract(body, '$.currency') = ? and json_extract(body, '$.available_on') <= ?`)
    .run(payout.id, account, currency, call.clock.nowSeconds());
  return payout;
}
