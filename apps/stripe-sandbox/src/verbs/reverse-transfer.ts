import type Stripe from 'stripe';
import { invalidRequest } from '../http/stripe-error.js';
import { spokenAmount } from '../money/decimal-amount.js';
import { newRefund } from '../objects/refund.js';
import { newTransferReversal } from '../objects/transfer.js';
import { recordEvent } from '../webhooks/record-event.js';
import { inAccount, type Call } from '../world.js';
import { checkFunds } from './available-funds.js';
import { postMovement } from './post-movement.js';

export interface ReversalWish {
  /** The rest of the transfer when it is left out. */
  amountMinor?: number;
  metadata: Record<string, string>;
}

/** Takes money back from a connected account: never more than is left of the transfer, nor more than the account can use. */
export function reverseTransfer(call: Call, transfer: Stripe.Transfer, wish: ReversalWish): Stripe.TransferReversal {
  const left = transfer.amount - transfer.amount_reversed;
  if (left === 0) throw invalidRequest(`Transfer ${transfer.id} is already fully reversed.`);
  const amountMinor = wish.amountMinor ?? left;
  if (amountMinor > left) {
    const spoken = (amount: number): string => spokenAmount(amount, transfer.currency);
    throw invalidRequest(`Reversal amount (${spoken(amountMinor)}) is greater than unreversed amount on transfer (${spoken(left)})`, { param: 'amount' });
  }
  const createdAt = call.clock.nowSeconds();
  const reversal = newTransferReversal(createdAt, transfer, amountMinor, wish.metadata);
  reversal.destination_payment_refund = giveBack(inAccount(call, transfer.destination as string), transfer, reversal).id;
  const taken = call.resources.find('balance_transaction', transfer.balance_transaction as string)!;
  reversal.balance_transaction = postMovement(call, {
    type: 'transfer_refund', reportingCategory: 'transfer_reversal', amountMinor, feeMinor: 0, currency: transfer.currency, source: reversal.id,
    description: transfer.description, availableOn: Math.max(taken.available_on, createdAt),
  }).id;
  call.resources.insert('transfer_reversal', reversal, { charge: transfer.id });
  const previous = { amount_reversed: transfer.amount_reversed, reversed: transfer.reversed };
  transfer.amount_reversed += amountMinor;
  transfer.reversed = transfer.amount_reversed === transfer.amount;
  const reversals = call.resources.ofCharge('transfer_reversal', transfer.id);
  transfer.reversals.data = reversals.slice(0, 10);
  transfer.reversals.has_more = reversals.length > 10;
  call.resources.save('transfer', transfer);
  recordEvent(call, 'transfer.reversed', transfer, previous);
  return reversal;
}

/** The other side: a refund of the payment, at the rate that the payment came in at. */
function giveBack(call: Call, transfer: Stripe.Transfer, reversal: Stripe.TransferReversal): Stripe.Refund {
  const payment = call.resources.find('charge', transfer.destination_payment as string)!;
  const received = call.resources.find('balance_transaction', payment.balance_transaction as string)!;
  const createdAt = call.clock.nowSeconds();
  const share = (given: number): bigint => (2n * BigInt(received.amount) * BigInt(given) + BigInt(transfer.amount)) / (2n * BigInt(transfer.amount));
  // What all reversals so far take together, less what those before this one took: the parts add up to what came in.
  const amountMinor = Number(share(transfer.amount_reversed + reversal.amount) - share(transfer.amount_reversed));
  if (received.available_on <= createdAt) checkFunds(call, amountMinor, received.currency);
  const refund = newRefund({ createdAt, charge: payment, amountMinor: reversal.amount, reason: null, metadata: {} }, 'pyr');
  refund.transfer_reversal = reversal.id;
  refund.balance_transaction = postMovement(call, {
    type: 'payment_refund', reportingCategory: 'refund', amountMinor: -amountMinor, feeMinor: 0, currency: received.currency, exchangeRate: received.exchange_rate,
    source: refund.id, description: 'REFUND FOR PAYMENT', availableOn: Math.max(received.available_on, createdAt),
  }).id;
  call.resources.insert('refund', refund, { account: call.account, charge: payment.id });
  payment.amount_refunded += reversal.amount;
  payment.refunded = payment.amount_refunded === payment.amount;
  if (payment.refunds) payment.refunds.data = [refund, ...payment.refunds.data].slice(0, 10);
  call.resources.save('charge', payment);
  return refund;
}
