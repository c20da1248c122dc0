import type { Call } from '../../world.js';
import { draftInvoice } from '../invoices/draft-invoice.js';
import type { InvoiceObject } from '../objects/invoice.js';
import { recurrenceOf } from '../objects/price.js';
import type { SubscriptionItemObject } from '../objects/subscription-item.js';
import type { SubscriptionObject } from '../objects/subscription.js';
import { billingDateAfter } from '../periods/add-intervals.js';
import { cycleLines, rememberDebits } from './cycle-lines.js';
import type { HiddenSubscription } from './hidden-subscription.js';
import { creditUnused, debitRemaining } from './prorate-items.js';
import { rhythmOf } from './read-items.js';

export interface ItemChange {
  items: SubscriptionItemObject[];
  behavior: 'always_invoice' | 'create_prorations' | 'none';
  /** Up to when the old items count, in seconds. */
  at: number;
  /** The period begins anew now, whatever changes. */
  isAnchoredNow: boolean;
}

/** Changes what a subscription consists of, and gives the draft that is to be collected now, if any. Nothing is charged during a trial. */
export function changeItems(call: Call, subscription: SubscriptionObject, hidden: HiddenSubscription, { items, behavior, at, isAnchoredNow }: ItemChange): InvoiceObject | undefined {
  const old = subscription.items.data;
  const startsAnew = isAnchoredNow || rhythmOf(old[0]!) !== rhythmOf(items[0]!);
  subscription.items.data = items;
  if (subscription.status === 'trialing') return undefined;
  const isSame = (item: SubscriptionItemObject): boolean => {
    const before = old.find((each) => each.id === item.id);
    return before?.price.id === item.price.id && before.quantity === item.quantity;
  };
  for (const item of old) {
    const now = items.find((each) => each.id === item.id);
    if (now && isSame(now) && !startsAnew) continue;
    if (behavior !== 'none') creditUnused(call, subscription, hidden, item, at);
    if (behavior !== 'none' && now && !startsAnew) debitRemaining(call, subscription, hidden, now, at);
    if (!now || startsAnew) delete hidden.debits[item.id];
  }
  for (const item of items.filter((each) => !old.some((before) => before.id === each.id))) {
    if (behavior !== 'none' && !startsAnew) debitRemaining(call, subscription, hidden, item, at);
  }
  if (startsAnew) beginAnew(call, subscription);
  if (!startsAnew && (behavior !== 'always_invoice' || items.every(isSame) && items.length === old.length)) return undefined;
  return draftChange(call, subscription, hidden, startsAnew ? cycleLines(call, subscription) : [], at);
}

/** The anchor is now: a whole period follows. */
export function beginAnew(call: Call, subscription: SubscriptionObject): void {
  const now = call.clock.nowSeconds();
  const end = billingDateAfter(now, recurrenceOf(subscription.items.data[0]!.price), now);
  subscription.billing_cycle_anchor = now;
  for (const item of subscription.items.data) Object.assign(item, { current_period_start: now, current_period_end: end });
  if (subscription.cancel_at_period_end) subscription.cancel_at = end;
}

export function draftChange(call: Call, subscription: SubscriptionObject, hidden: HiddenSubscription, lines: ReturnType<typeof cycleLines>, prorationDate?: number): InvoiceObject {
  const now = call.clock.nowSeconds();
  const invoice = draftInvoice(call, {
    customer: subscription.customer, currency: subscription.currency, billingReason: 'subscription_update', period: { start: now, end: now }, lines,
    subscription: { id: subscription.id, metadata: subscription.metadata, prorationDate },
  });
  rememberDebits(hidden, invoice);
  subscription.latest_invoice = invoice.id;
  return invoice;
}
