import { cancelIntent } from '../../verbs/cancel-intent.js';
import { recordEvent } from '../../webhooks/record-event.js';
import type { Call } from '../../world.js';
import { subscriptionOf, type InvoiceObject } from '../objects/invoice.js';
import { hiddenSubscription } from '../subscriptions/hidden-subscription.js';
import { changeBalance } from './change-balance.js';

/** Ends an invoice without payment. A voided one gives back what it took of the customer's balance, and can never be paid. */
export function closeInvoice(call: Call, invoice: InvoiceObject, status: 'void' | 'uncollectible'): void {
  const now = call.clock.nowSeconds();
  Object.assign(invoice, { status, auto_advance: false, automatically_finalizes_at: null, next_payment_attempt: null });
  invoice.status_transitions[status === 'void' ? 'voided_at' : 'marked_uncollectible_at'] = now;
  call.resources.save('invoice', invoice);
  call.resources.setDue(invoice.id, null);
  forgetDebits(call, invoice);
  if (status === 'void') takeBack(call, invoice, now);
  recordEvent(call, status === 'void' ? 'invoice.voided' : 'invoice.marked_uncollectible', invoice);
}

/** Nobody pays for this time, so that a change in it gives nothing back. */
function forgetDebits(call: Call, invoice: InvoiceObject): void {
  const id = subscriptionOf(invoice);
  if (id === null) return;
  const hidden = hiddenSubscription(call, id);
  for (const debit of Object.values(hidden.debits)) if (debit.line?.invoice === invoice.id) debit.amountMinor = 0;
  call.resources.hide(id, hidden);
}

function takeBack(call: Call, invoice: InvoiceObject, now: number): void {
  for (const payment of call.resources.ofParent('invoice_payment', invoice.id)) {
    if (payment.status !== 'open') continue;
    Object.assign(payment, { status: 'canceled', status_transitions: { canceled_at: now, paid_at: null } });
    call.resources.save('invoice_payment', payment);
    const intent = call.resources.find('payment_intent', payment.payment.payment_intent);
    if (intent && intent.status !== 'succeeded' && intent.status !== 'canceled') cancelIntent(call, intent, 'void_invoice');
  }
  if (invoice.ending_balance !== null) changeBalance(call, invoice, invoice.starting_balance - invoice.ending_balance, 'unapplied_from_invoice');
}
