import type Stripe from 'stripe';
import { disputeFee } from '../money/fees.js';
import { newDispute } from '../objects/dispute.js';
import { recordEvent } from '../webhooks/record-event.js';
import type { Call } from '../world.js';
import { postMovement } from './post-movement.js';

/** The buyer's bank claims the money back: it leaves the balance at once, with a fee. */
export function openDispute(call: Call, charge: Stripe.Charge, reason: string): Stripe.Dispute {
  const dispute = newDispute(call.clock.nowSeconds(), charge, reason);
  call.resources.insert('dispute', dispute, { paymentIntent: charge.payment_intent as string | null, charge: charge.id });
  charge.disputed = true;
  call.resources.save('charge', charge);
  recordEvent(call, 'charge.dispute.created', dispute);
  const movement = postMovement(call, {
    type: 'adjustment', reportingCategory: 'dispute', amountMinor: -dispute.amount, feeMinor: disputeFee(dispute.currency), feeDescription: 'Dispute fee',
    currency: dispute.currency, source: dispute.id, description: `Chargeback withdrawal for ${charge.id}`,
  });
  dispute.balance_transactions.push(movement);
  call.resources.save('dispute', dispute);
  recordEvent(call, 'charge.dispute.funds_withdrawn', dispute);
  return dispute;
}
