import type Stripe from 'stripe';
import type { CardBehaviour } from '../cards/test-cards.js';
import { invalidRequest } from '../http/stripe-error.js';
import { checkStep } from '../money/check-amount.js';
import { spokenAmount } from '../money/decimal-amount.js';
import { newRefund } from '../objects/refund.js';
import { recordEvent } from '../webhooks/record-event.js';
import type { Call } from '../world.js';
import { isInquiry, winDispute } from './decide-dispute.js';
import { postMovement } from './post-movement.js';

/** How long a refund of the test cards for it stays as it is. */
const settlesAfterSeconds = 5;

export interface RefundWish {
  /** The rest of the charge when it is left out. */
  amountMinor?: number;
  reason: Stripe.Refund['reason'];
  metadata: Record<string, string>;
}

/** Gives money back, in part or the whole rest; never more than is left. Stripe keeps its fee of the charge. */
export function refundCharge(call: Call, charge: Stripe.Charge, wish: RefundWish): Stripe.Refund {
  const amountMinor = checkedAmount(call, charge, wish.amountMinor);
  const behaviour = call.resources.hidden<CardBehaviour>(charge.payment_method ?? '');
  const later = behaviour?.kind === 'approve' ? behaviour.refund : undefined;
  const createdAt = call.clock.nowSeconds();
  const refund = newRefund({ createdAt, charge, amountMinor, reason: wish.reason, metadata: wish.metadata });
  if (later === 'pending') Object.assign(refund, { status: 'pending', pending_reason: 'processing' });
  refund.balance_transaction = postMovement(call, {
    type: 'refund', reportingCategory: 'refund', ...call.exchange.settle(-amountMinor, charge.currency), feeMinor: 0, source: refund.id,
    description: charge.description ? `REFUND FOR CHARGE (${charge.description})` : 'REFUND FOR CHARGE', availableOn: takenOn(call, charge, createdAt),
  }).id;
  call.resources.insert('refund', refund, {
    paymentIntent: charge.payment_intent as string | null, charge: charge.id, customer: charge.customer as string | null,
    dueAt: later === undefined ? null : createdAt + settlesAfterSeconds,
  });
  const previous = { amount_refunded: charge.amount_refunded, refunded: charge.refunded };
  charge.amount_refunded += amountMinor;
  charge.refunded = charge.amount_refunded === charge.amount;
  if (charge.refunds) charge.refunds.data = [refund, ...charge.refunds.data].slice(0, 10);
  call.resources.save('charge', charge);
  recordEvent(call, 'charge.refunded', charge, previous);
  recordEvent(call, 'refund.created', refund);
  if (charge.refunded) closeInquiries(call, charge);
  return refund;
}

function checkedAmount(call: Call, charge: Stripe.Charge, wanted: number | undefined): number {
  if (charge.status !== 'succeeded') throw invalidRequest(`Charge ${charge.id} has not been paid and cannot be refunded.`, { param: 'charge' });
  const disputes = charge.disputed ? call.resources.ofCharge('dispute', charge.id) : [];
  if (disputes.some((dispute) => !dispute.is_charge_refundable)) {
    throw invalidRequest(`Charge ${charge.id} has been charged back; cannot issue a refund.`, { code: 'charge_disputed' });
  }
  if (charge.refunded) throw invalidRequest(`Charge ${charge.id} has already been refunded.`, { code: 'charge_already_refunded' });
  const left = charge.amount - charge.amount_refunded;
  const amountMinor = wanted ?? left;
  if (amountMinor > left) {
    const spoken = (amount: number): string => spokenAmount(amount, charge.currency);
    throw invalidRequest(`Refund amount (${spoken(amountMinor)}) is greater than unrefunded amount on charge (${spoken(left)})`, { param: 'amount' });
  }
  checkStep(amountMinor, charge.currency, 'amount');
  return amountMinor;
}

/** From the charge's own money while that is still on its way, so that a refund does not eat what others may use. */
function takenOn(call: Call, charge: Stripe.Charge, now: number): number {
  const movement = call.resources.find('balance_transaction', charge.balance_transaction as string);
  return Math.max(now, movement?.available_on ?? now);
}

/** What the bank asked about has been given back whole. */
function closeInquiries(call: Call, charge: Stripe.Charge): void {
  for (const dispute of charge.disputed ? call.resources.ofCharge('dispute', charge.id) : []) {
    if (isInquiry(dispute) && dispute.status !== 'warning_closed') winDispute(call, dispute);
  }
}
