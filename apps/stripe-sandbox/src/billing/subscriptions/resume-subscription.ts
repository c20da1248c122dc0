import { invalidRequest } from '../../http/stripe-error.js';
import { recordEvent } from '../../webhooks/record-event.js';
import type { Call } from '../../world.js';
import { collectNow } from '../invoices/collect-now.js';
import type { SubscriptionObject } from '../objects/subscription.js';
import { beginAnew, draftChange } from './change-items.js';
import { cycleLines } from './cycle-lines.js';
import { hiddenSubscription } from './hidden-subscription.js';
import { saveSubscription } from './save-subscription.js';

/** Runs a subscription again that was paused at the end of its trial for want of a card: a whole period begins now, and must be paid now. */
export function resumeSubscription(call: Call, subscription: SubscriptionObject): void {
  if (subscription.status !== 'paused') throw invalidRequest('You cannot resume this subscription because it is not paused.', { param: 'subscription' });
  const hidden = hiddenSubscription(call, subscription.id);
  subscription.status = 'active';
  beginAnew(call, subscription);
  const invoice = draftChange(call, subscription, hidden, cycleLines(call, subscription));
  saveSubscription(call, subscription, hidden);
  recordEvent(call, 'customer.subscription.resumed', subscription, { status: 'paused' });
  collectNow(call, subscription, invoice, true);
}
