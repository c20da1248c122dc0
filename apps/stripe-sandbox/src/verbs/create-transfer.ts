import type Stripe from 'stripe';
import { invalidRequest, StripeError } from '../http/stripe-error.js';
import { spokenAmount } from '../money/decimal-amount.js';
import { newDestinationPayment } from '../objects/destination-payment.js';
import { newTransfer } from '../objects/transfer.js';
import { recordEvent } from '../webhooks/record-event.js';
import { inAccount, type Call } from '../world.js';
import { checkFunds } from './available-funds.js';
import { found } from './found.js';
import { postMovement } from './post-movement.js';

export interface TransferWish {
  amountMinor?: number;
  currency: string;
  destination: string;
  description?: string;
  metadata: Record<string, string>;
  sourceTransaction?: string;
  transferGroup?: string;
}

/** Moves money of the platform to a connected account: from what it can use now, or from one charge as soon as that can be used. */
export function createTransfer(call: Call, wish: TransferWish): Stripe.Transfer {
  const account = found(call, 'account', wish.destination, 'destination');
  if (account.capabilities?.transfers !== 'active') {
    const message = 'Your destination account needs to have at least one of the following capabilities enabled: transfers, crypto_transfers, legacy_payments';
    throw new StripeError(400, { type: 'invalid_request_error', code: 'insufficient_capabilities_for_transfer', message });
  }
  const source = wish.sourceTransaction === undefined ? undefined : found(call, 'charge', wish.sourceTransaction, 'source_transaction');
  const { amountMinor, availableOn } = source ? fromCharge(call, source, wish) : fromBalance(call, wish);
  const createdAt = call.clock.nowSeconds();
  const transfer = newTransfer({
    createdAt, amountMinor, currency: wish.currency, description: wish.description ?? null, destination: account.id, metadata: wish.metadata,
    sourceTransaction: source?.id ?? null, transferGroup: wish.transferGroup ?? source?.transfer_group ?? (source ? `group_${source.id}` : null),
  });
  transfer.balance_transaction = postMovement(call, {
    type: 'transfer', reportingCategory: 'transfer', amountMinor: -amountMinor, feeMinor: 0, currency: wish.currency, source: transfer.id,
    description: wish.description ?? null, availableOn,
  }).id;
  transfer.destination_payment = receive(inAccount(call, account.id), transfer, account, availableOn).id;
  call.resources.insert('transfer', transfer, { charge: source?.id });
  recordEvent(call, 'transfer.created', transfer);
  return transfer;
}

function fromBalance(call: Call, { amountMinor, currency }: TransferWish): { amountMinor: number; availableOn: number } {
  if (amountMinor === undefined) throw invalidRequest('Missing required param: amount.', { code: 'parameter_missing', param: 'amount' });
  checkFunds(call, amountMinor, currency);
  return { amountMinor, availableOn: call.clock.nowSeconds() };
}

/** Up to what the charge brought in, before its fee, and all transfers from it together. */
function fromCharge(call: Call, charge: Stripe.Charge, wish: TransferWish): { amountMinor: number; availableOn: number } {
  const movement = call.resources.find('balance_transaction', (charge.balance_transaction as string | null) ?? '');
  if (!movement) throw invalidRequest(`Charge ${charge.id} has not been paid and cannot be a source of a transfer.`, { param: 'source_transaction' });
  if (movement.currency !== wish.currency) {
    throw invalidRequest(`The currency of source_transaction's balance transaction (${movement.currency}) must be the same as the transfer currency (${wish.currency})`, { param: 'currency' });
  }
  const used = call.resources.ofCharge('transfer', charge.id).reduce((sum, each) => sum + each.amount - each.amount_reversed, 0);
  const left = movement.amount - used;
  const amountMinor = wish.amountMinor ?? left;
  if (amountMinor > left || amountMinor <= 0) {
    throw invalidRequest(`Transfers using this transaction as a source must not exceed the source amount of ${spokenAmount(movement.amount, movement.currency)}. (There is ${spokenAmount(left, movement.currency)} left to transfer.)`, { param: 'amount' });
  }
  return { amountMinor, availableOn: Math.max(movement.available_on, call.clock.nowSeconds()) };
}

/** The account keeps a currency that it has a bank account in; another one is converted to its own, where there is a rate. */
function receive(call: Call, transfer: Stripe.Transfer, account: Stripe.Account, availableOn: number): Stripe.Charge {
  const own = account.default_currency ?? transfer.currency;
  const isKept = account.external_accounts?.data.some((each) => each.currency === transfer.currency);
  const isConverted = !isKept && call.exchange.knows(own) && call.exchange.knows(transfer.currency);
  const payment = newDestinationPayment(call.clock.nowSeconds(), transfer);
  payment.balance_transaction = postMovement(call, {
    type: 'payment', reportingCategory: 'charge', ...call.exchange.convert(transfer.amount, transfer.currency, isConverted ? own : transfer.currency),
    feeMinor: 0, source: payment.id, description: transfer.description, availableOn,
  }).id;
  call.resources.insert('charge', payment, { account: account.id });
  recordEvent(call, 'payment.created', payment);
  return payment;
}
