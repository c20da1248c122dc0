import type { Call } from '../../world.js';
import type { DraftTerms } from '../invoices/draft-invoice.js';
import { describeCycle, describeTrial } from '../invoices/describe-line.js';
import type { InvoiceObject } from '../objects/invoice.js';
import type { SubscriptionObject } from '../objects/subscription.js';
import type { HiddenSubscription } from './hidden-subscription.js';

/** What the items of a subscription cost for their period; nothing while it is a trial. */
export function cycleLines(call: Call, subscription: SubscriptionObject): DraftTerms['lines'] {
  const isTrial = subscription.status === 'trialing';
  return subscription.items.data.map((item) => ({
    amountMinor: isTrial ? 0 : item.price.unit_amount * item.quantity,
    description: isTrial ? describeTrial(call, item.price) : describeCycle(call, item.price, item.quantity),
    period: { start: item.current_period_start, end: item.current_period_end },
    price: item.price, quantity: item.quantity, subscriptionItem: item.id, metadata: subscription.metadata,
  }));
}

/** Remembers what each item was charged with, for the credit that a change gives. */
export function rememberDebits(hidden: HiddenSubscription, invoice: InvoiceObject): void {
  for (const line of invoice.lines.data) {
    const item = line.parent.subscription_item_details;
    if (!item) continue;
    const source = { invoice: invoice.id, line: line.id };
    if (!item.proration) hidden.debits[item.subscription_item] = { amountMinor: line.amount, period: line.period, line: source, invoiceItem: null };
    const waiting = hidden.debits[item.subscription_item];
    if (waiting && waiting.invoiceItem !== null && waiting.invoiceItem === item.invoice_item) waiting.line = source;
  }
}
