import { platformCountry } from '../../verbs/platform-account.js';
import { recordEvent } from '../../webhooks/record-event.js';
import type { Call } from '../../world.js';
import type { HiddenInvoiceItem, InvoiceItemObject } from '../objects/invoice-item.js';
import { newInvoiceLine, type InvoiceLineObject, type InvoiceLineTerms } from '../objects/invoice-line.js';
import { newInvoice, type InvoiceObject, type InvoiceTerms } from '../objects/invoice.js';
import { balanceIn } from './change-balance.js';

export interface DraftTerms extends Pick<InvoiceTerms, 'currency' | 'billingReason' | 'period' | 'subscription'> {
  customer: string;
  description?: string;
  /** What the subscription's items ask for by themselves; invoice items that wait are added. */
  lines: Omit<InvoiceLineTerms, 'invoice' | 'currency' | 'subscription' | 'isProration' | 'invoiceItem' | 'credited'>[];
}

/** Makes a draft of the lines given and of all invoice items that wait for it. */
export function draftInvoice(call: Call, terms: DraftTerms): InvoiceObject {
  const customer = call.resources.find('customer', terms.customer)!;
  const startingBalanceMinor = balanceIn(call, customer.id, terms.currency);
  const invoice = newInvoice({ ...terms, customer, startingBalanceMinor, createdAt: call.clock.nowSeconds(), description: terms.description ?? null, merchantName: call.merchantName, country: platformCountry });
  const subscription = terms.subscription?.id ?? null;
  const waiting = pendingItems(call, terms.customer, subscription, terms.currency, terms.billingReason !== 'subscription_update');
  invoice.lines.data = [
    ...waiting.map((item) => lineOf(call, invoice, item)),
    ...terms.lines.map((line) => newInvoiceLine({ ...line, invoice: invoice.id, currency: terms.currency, subscription, isProration: false, invoiceItem: null, credited: null })),
  ];
  addUp(invoice);
  call.resources.insert('invoice', invoice, { customer: customer.id, parent: subscription, testClock: invoice.test_clock });
  for (const item of waiting) call.resources.save('invoiceitem', { ...item, invoice: invoice.id });
  recordEvent(call, 'invoice.created', invoice);
  return invoice;
}

/** @param includesOwn whether the customer's items that belong to no subscription, or to one that has ended, are wanted too */
export function pendingItems(call: Call, customer: string, subscription: string | null, currency: string, includesOwn: boolean): InvoiceItemObject[] {
  return call.resources.ofCustomer('invoiceitem', customer).filter((item) => {
    const owner = item.parent?.subscription_details.subscription ?? null;
    return item.invoice === null && item.currency === currency && (owner === subscription || (includesOwn && (owner === null || call.resources.find('subscription', owner)?.status === 'canceled')));
  });
}

function lineOf(call: Call, invoice: InvoiceObject, item: InvoiceItemObject): InvoiceLineObject {
  const { price_details: price, unit_amount_decimal: unitAmount } = item.pricing;
  const details = item.parent?.subscription_details;
  return newInvoiceLine({
    invoice: invoice.id, amountMinor: item.amount, currency: item.currency, description: item.description, period: item.period, quantity: item.quantity,
    price: { id: price.price, product: price.product, unit_amount_decimal: unitAmount }, isProration: item.proration, subscription: details?.subscription ?? null,
    subscriptionItem: details?.subscription_item ?? null, invoiceItem: item.id, credited: call.resources.hidden<HiddenInvoiceItem>(item.id)?.credited ?? null, metadata: item.metadata,
  });
}

/** Totals of a draft; what is due is said for certain once the customer's balance is applied. */
function addUp(invoice: InvoiceObject): void {
  const total = invoice.lines.data.reduce((sum, line) => sum + line.amount, 0);
  const due = Math.max(0, total + invoice.starting_balance);
  Object.assign(invoice, { subtotal: total, subtotal_excluding_tax: total, total, total_excluding_tax: total, amount_due: due, amount_remaining: due });
}
