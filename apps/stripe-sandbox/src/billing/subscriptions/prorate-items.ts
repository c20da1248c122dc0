import { recordEvent } from '../../webhooks/record-event.js';
import type { Call } from '../../world.js';
import { describeProration } from '../invoices/describe-line.js';
import { newInvoiceItem, type HiddenInvoiceItem, type InvoiceItemObject } from '../objects/invoice-item.js';
import type { SubscriptionItemObject } from '../objects/subscription-item.js';
import type { SubscriptionObject } from '../objects/subscription.js';
import { prorated } from '../periods/prorated.js';
import type { HiddenSubscription } from './hidden-subscription.js';

/**
 * Gives back what an item was charged for the time after `at`: the share of what was really asked for, as Stripe's flexible billing
 * mode has it, so that credits never add up to more than the charges.
 */
export function creditUnused(call: Call, subscription: SubscriptionObject, hidden: HiddenSubscription, item: SubscriptionItemObject, at: number): void {
  const debit = hidden.debits[item.id];
  delete hidden.debits[item.id];
  if (!debit || debit.amountMinor === 0 || debit.period.end <= at) return;
  const from = Math.max(at, debit.period.start);
  const amountMinor = -prorated(debit.amountMinor, debit.period.end - from, debit.period.end - debit.period.start, subscription.currency);
  const description = describeProration(call, 'Unused', item.price, item.quantity, from);
  addItem(call, subscription, item, { amountMinor, description, period: { start: from, end: debit.period.end }, credited: debit.line });
}

/** Asks for the rest of the period at the item's price and quantity of now. */
export function debitRemaining(call: Call, subscription: SubscriptionObject, hidden: HiddenSubscription, item: SubscriptionItemObject, at: number): void {
  const { current_period_start: start, current_period_end: end } = item;
  const amountMinor = prorated(item.price.unit_amount * item.quantity, end - at, end - start, subscription.currency);
  const period = { start: at, end };
  const added = addItem(call, subscription, item, { amountMinor, description: describeProration(call, 'Remaining', item.price, item.quantity, at), period, credited: null });
  hidden.debits[item.id] = { amountMinor, period, line: null, invoiceItem: added.id };
}

type Proration = { amountMinor: number; description: string; period: { start: number; end: number } } & HiddenInvoiceItem;

function addItem(call: Call, subscription: SubscriptionObject, item: SubscriptionItemObject, { credited, ...terms }: Proration): InvoiceItemObject {
  const added = newInvoiceItem({
    ...terms, createdAt: call.clock.nowSeconds(), customer: subscription.customer, testClock: subscription.test_clock, currency: subscription.currency, price: item.price,
    quantity: item.quantity, isProration: true, subscription: subscription.id, subscriptionItem: item.id, metadata: subscription.metadata,
  });
  call.resources.insert('invoiceitem', added, { customer: subscription.customer, parent: subscription.id }, { credited });
  recordEvent(call, 'invoiceitem.created', added);
  return added;
}
