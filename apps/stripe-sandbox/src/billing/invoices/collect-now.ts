import { StripeError } from '../../http/stripe-error.js';
import type { Call } from '../../world.js';
import type { InvoiceObject } from '../objects/invoice.js';
import type { SubscriptionObject } from '../objects/subscription.js';
import { collectInvoice } from './collect-invoice.js';
import { finalizeInvoice } from './finalize-invoice.js';
import { throwIfUnpaid } from './pay-invoice.js';
import { shelveInvoice } from './shelve-invoice.js';

/** Makes a draft final and collects it without its hour. @param mustSucceed undoes the whole work, with the card's error, when it is not paid */
export function collectNow(call: Call, subscription: SubscriptionObject, invoice: InvoiceObject, mustSucceed: boolean): void {
  if (subscription.pause_collection) return shelveInvoice(call, subscription, invoice);
  finalizeInvoice(call, invoice);
  if (invoice.status !== 'open') return;
  const attempt = collectInvoice(call, invoice);
  if (!mustSucceed) return;
  try {
    throwIfUnpaid(call, invoice, attempt);
  } catch (error) {
    throw error instanceof StripeError ? new StripeError(error.status, error.body, true) : error;
  }
}
