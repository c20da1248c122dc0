import type { Stripe } from 'stripe';
import type { Money } from '@silkport/values';
import { fromStripeAmount } from '../stripe-amount.js';
import { readMark } from './billing-mark.js';
import type { InvoiceReason } from './billing.events.js';

/** An invoice of a subscription that was paid, as the provider tells of it. */
export interface PaidInvoice {
  readonly stripeInvoiceId: string;
  /** `first`: what the payment page itself asked for. */
  readonly reason: InvoiceReason | 'first';
  readonly termsId: string;
  /** What was taken by this invoice: zero where nothing was due. */
  readonly charged: Money;
  readonly stripePaymentIntentId: string | null;
  readonly periodStart: Date;
  readonly periodEnd: Date;
  readonly paidAt: Date;
  readonly billingCountry: string | null;
}

/** @param invoice with its payments; undefined where it is none of ours */
export function paidInvoiceOf(invoice: Stripe.Invoice): PaidInvoice | undefined {
  const mark = readMark(invoice.parent?.subscription_details?.metadata);
  const [line] = invoice.lines.data.toReversed();
  if (!mark || !line) return undefined;
  const payment = invoice.payments?.data.find(({ status }) => status === 'paid')?.payment.payment_intent ?? null;
  return {
    stripeInvoiceId: invoice.id, reason: reasonOf(invoice.billing_reason), termsId: mark.terms, charged: fromStripeAmount({ amount: invoice.amount_paid, currency: invoice.currency }),
    stripePaymentIntentId: typeof payment === 'string' ? payment : (payment?.id ?? null), periodStart: instant(line.period.start), periodEnd: instant(line.period.end),
    paidAt: instant(invoice.status_transitions.paid_at ?? invoice.created), billingCountry: invoice.customer_address?.country ?? null,
  };
}

function reasonOf(reason: Stripe.Invoice['billing_reason']): PaidInvoice['reason'] {
  if (reason === 'subscription_create') return 'first';
  return reason === 'subscription_update' ? 'change' : 'cycle';
}

const instant = (seconds: number): Date => new Date(seconds * 1000);
