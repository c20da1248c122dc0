import type { Call } from '../../world.js';
import type { InvoiceObject } from '../objects/invoice.js';
import type { SubscriptionObject } from '../objects/subscription.js';
import { closeInvoice } from './close-invoice.js';

/** What becomes of a renewal's draft while collection is paused: kept, voided, or written off. */
export function shelveInvoice(call: Call, subscription: SubscriptionObject, invoice: InvoiceObject): void {
  invoice.auto_advance = false;
  const behavior = subscription.pause_collection!.behavior;
  if (behavior === 'keep_as_draft') {
    call.resources.save('invoice', invoice);
    return;
  }
  closeInvoice(call, invoice, behavior === 'void' ? 'void' : 'uncollectible');
}
