import type Stripe from 'stripe';
import { invalidRequest } from '../http/stripe-error.js';
import { checkStep } from '../money/check-amount.js';
import { spokenAmount } from '../money/decimal-amount.js';
import { newRefund } from '../objects/refund.js';
import { recordEvent } from '../webhooks/record-event.js';
import type { Call } from '../world.js';
import { postMovement } from './post-movement.js';

export interface RefundWish {
  /** The rest of the charge when it is left out. */
  amountMinor?: number;
  reason: Stripe.Refund['reason'];
  metadata: Record<string, string>;
}

/** Gives money back, in part or the whole rest; never more than is left. Stripe keeps its fee of the charge. */
export function refundCharge(call: Call, charge: Stripe.Charge, wish: RefundWish): Stripe.Refund {
  if (charge.status !== 'succeeded') throw invalidRequest(`Charge ${charge.id} has not been paid and cannot be refunded.`, { param: 'charge' });
  if (charge.disputed) throw invalidRequest(`Charge ${charge.id} has been charged back; cannot issue a refund.`, { code: 'charge_disputed' });
  if (charge.refunded) throw invalidRequest(`Charge ${charge.id} has already been refunded.`, { code: 'charge_already_refunded' });
  const left = charge.amount - charge.amount_refunded;
  const amountMinor = wish.amountMinor ?? left;
  if (amountMinor > left) {
    const spoken = (amount: number): string => spokenAmount(amount, charge.currency);
    throw invalidRequest(`Refund amount (${spoken(amountMinor)}) is greater than unrefunded amount on charge (${spoken(left)})`, { param: 'amount' });
  }
  checkStep(amountMinor, charge.currency, 'amount');
  const previous = { amount_refunded: charge.amount_refunded, refunded: charge.refunded };
  const refund = newRefund({ createdAt: call.clock.nowSeconds(), charge, amountMinor, reason: wish.reason, metadata: wish.metadata });
  refund.balance_transaction = postMovement(call, {
    type: 'refund', reportingCategory: 'refund', amountMinor: -amountMinor, feeMinor: 0, currency: charge.currency, source: refund.id,
    description: charge.description ? `REFUND FOR CHARGE (${charge.description})` : 'REFUND FOR CHARGE',
  }).id;
  call.resources.insert('refund', refund, { paymentIntent: charge.payment_intent as string | null, charge: charge.id, customer: charge.customer as string | null });
  charge.amount_refunded += amountMinor;
  charge.refunded = charge.amount_refunded === charge.amount;
  if (charge.refunds) charge.refunds.data = [refund, ...charge.refunds.data].slice(0, 10);
  call.resources.save('charge', charge);
  recordEvent(call, 'charge.refunded', charge, previous);
  recordEvent(call, 'refund.created', refund);
  return refund;
}
