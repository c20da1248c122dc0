import type Stripe from 'stripe';
import { newId } from '../../ids.js';

export type InvoicePaymentObject = Omit<Stripe.InvoicePayment, 'invoice' | 'payment'> & { invoice: string; payment: { payment_intent: string; type: 'payment_intent' } };

/** Ties the payment intent that collects an invoice to it. */
export function newInvoicePayment(createdAt: number, invoice: { id: string; amount_due: number; currency: string }, paymentIntent: string): InvoicePaymentObject {
  return {
    id: newId('inpay'),
    object: 'invoice_payment',
    amount_paid: null,
    amount_requested: invoice.amount_due,
    created: createdAt,
    currency: invoice.currency,
    invoice: invoice.id,
    is_default: true,
    livemode: false,
    payment: { payment_intent: paymentIntent, type: 'payment_intent' },
    status: 'open',
    status_transitions: { canceled_at: null, paid_at: null },
  };
}
