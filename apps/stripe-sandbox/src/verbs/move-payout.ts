import type Stripe from 'stripe';
import { invalidRequest } from '../http/stripe-error.js';
import { recordEvent } from '../webhooks/record-event.js';
import { inAccount, type Call } from '../world.js';
import type { HiddenBankAccount } from './add-bank-account.js';
import { hiddenAccount, saveAccount } from './assess-account.js';
import { postMovement } from './post-movement.js';

const failureMessages: Readonly<Record<string, string>> = {
  account_closed: 'The bank account has been closed.',
  debit_not_authorized: 'Debit transactions are not approved on your bank account.',
  insufficient_funds: 'Your Stripe account has insufficient funds to cover the payout.',
  invalid_currency: 'The bank was unable to process this payout because of its currency. This is probably because the bank account cannot accept payments in that currency.',
  no_account: 'The bank account details on file are probably incorrect. No bank account could be located with those details.',
};

/** What time does to a payout: it leaves, then arrives, or fails where the bank account is one of Stripe's that fail. */
export function moveDuePayout(call: Call, payout: Stripe.Payout): void {
  if (payout.status === 'pending') sendPayout(call, payout);
  else if (payout.status === 'in_transit') arrive(call, payout);
}

export function sendPayout(call: Call, payout: Stripe.Payout): Stripe.Payout {
  if (payout.status !== 'pending') throw invalidRequest(`Payout ${payout.id} has been sent already: it is ${payout.status}.`);
  call.resources.setDue(payout.id, payout.arrival_date);
  return moved(call, payout, 'in_transit');
}

function arrive(call: Call, payout: Stripe.Payout): void {
  const failureCode = call.resources.hidden<HiddenBankAccount>(payout.destination as string)?.failureCode;
  if (failureCode) failPayout(call, payout, failureCode);
  else completePayout(call, payout);
}

/** The money is in the bank. */
export function completePayout(call: Call, payout: Stripe.Payout): Stripe.Payout {
  if (payout.status === 'pending') sendPayout(call, payout);
  if (payout.status !== 'in_transit') throw invalidRequest(`Payout ${payout.id} cannot arrive: it is ${payout.status}.`);
  call.resources.setDue(payout.id, null);
  payout.trace_id = { status: 'supported', value: `SANDBOX${payout.id.slice(-12).toUpperCase()}` };
  if (payout.automatic) payout.reconciliation_status = 'completed';
  moved(call, payout, 'paid');
  recordEvent(call, 'payout.paid', payout);
  return payout;
}

/** The bank sends the money back, even after it had seemed to arrive. The bank account is no longer trusted. */
export function failPayout(call: Call, payout: Stripe.Payout, failureCode: string): Stripe.Payout {
  if (payout.status === 'failed' || payout.status === 'canceled') throw invalidRequest(`Payout ${payout.id} cannot fail: it is ${payout.status}.`);
  call.resources.setDue(payout.id, null);
  payout.failure_code = failureCode;
  payout.failure_message = failureMessages[failureCode] ?? 'The bank could not process this payout.';
  payout.failure_balance_transaction = giveBack(call, payout, 'payout_failure');
  moved(call, payout, 'failed');
  recordEvent(call, 'payout.failed', payout);
  doubtBank(call, payout.destination as string);
  return payout;
}

/** Only a payout that has not left can be cancelled. */
export function cancelPayout(call: Call, payout: Stripe.Payout): Stripe.Payout {
  if (payout.status !== 'pending' || payout.automatic) {
    const reason = payout.automatic ? 'it was created automatically' : `it has a status of ${payout.status}`;
    throw invalidRequest(`Payout ${payout.id} cannot be canceled because ${reason}. Only a pending manual payout can be.`);
  }
  call.resources.setDue(payout.id, null);
  payout.failure_balance_transaction = giveBack(call, payout, 'payout_cancel');
  moved(call, payout, 'canceled');
  recordEvent(call, 'payout.canceled', payout);
  return payout;
}

function moved(call: Call, payout: Stripe.Payout, status: string): Stripe.Payout {
  const previous = { status: payout.status };
  payout.status = status;
  call.resources.save('payout', payout);
  recordEvent(call, 'payout.updated', payout, previous);
  return payout;
}

function giveBack(call: Call, payout: Stripe.Payout, type: 'payout_failure' | 'payout_cancel'): string {
  return postMovement(call, {
    type, reportingCategory: 'payout_reversal', amountMinor: payout.amount, feeMinor: 0, currency: payout.currency, source: payout.id,
    description: payout.description, availableOn: call.clock.nowSeconds(),
  }).id;
}

function doubtBank(call: Call, bankId: string): void {
  const bank = call.resources.find('bank_account', bankId);
  if (!bank) return;
  bank.status = 'errored';
  call.resources.save('bank_account', bank);
  recordEvent(call, 'account.external_account.updated', bank, { status: 'new' });
  const account = call.account === null ? undefined : call.resources.find('account', call.account);
  if (account) saveAccount(inAccount(call, null), account, hiddenAccount(call, account.id));
}
