import type { Stripe } from 'stripe';
import type { Money } from '@silkport/values';
import { fromStripeAmount } from '../stripe-amount.js';
import { readMark } from './billing-mark.js';
import type { InvoiceReason } from './billing.events.js';
import type { HeldReason } from './held-invoice.entity.js';

/** An invoice of a subscription that was paid, as the provider tells of it. */
export interface PaidInvoice {
  readonly stripeInvoiceId: string;
  /** `first`: what the payment page itself asked for. */
  readonly reason: InvoiceReason | 'first';
  readonly termsId: string;
  /** What was taken by this invoice: zero where nothing was due. */
  readonly charged: Money;
  /** Null only where nothing was due. */
  readonly stripePaymentIntentId: string | null;
  readonly periodStart: Date;
  readonly periodEnd: Date;
  readonly paidAt: Date;
  readonly billingCountry: string | null;
}

/** One of which no order can be made as it is. */
export interface UnusableInvoice {
  readonly stripeInvoiceId: string;
  readonly paidAt: Date;
  /** What it was over; null where that cannot be read. */
  readonly amount: Money | null;
  readonly unusable: HeldReason;
  readonly detail: string;
}

const reasons: Readonly<Record<string, PaidInvoice['reason'] | undefined>> = { subscription_create: 'first', subscription_update: 'change', subscription_cycle: 'cycle' };

/** @param invoice of a subscription of ours, with its payments */
export function paidInvoiceOf(invoice: Stripe.Invoice): PaidInvoice | UnusableInvoice {
  const { id: stripeInvoiceId, billing_reason: billingReason, currency, total } = invoice;
  const paidAt = instant(invoice.status_transitions.paid_at ?? invoice.created);
  const mark = readMark(invoice.parent?.subscription_details?.metadata);
  const whole = invoice.lines.data.find(asksForWhole);
  const [line] = whole ? [whole] : invoice.lines.data.toReversed();
  // A change that begins a period of another interval is one, less what was left of the old.
  const reason = whole && billingReason === 'subscription_update' ? 'cycle' : reasons[billingReason ?? ''];
  const [charged, amount] = [readable({ amount: invoice.amount_paid, currency }), readable({ amount: total, currency })];
  const unusable = (why: HeldReason, detail: string): UnusableInvoice => ({ stripeInvoiceId, paidAt, amount, unusable: why, detail });
  if (!mark || !line || !reason) return unusable('unknown_kind', `billing reason ${billingReason ?? 'none'}, ${mark ? 'terms of ours' : 'no terms of ours'}, ${invoice.lines.data.length} lines`);
  if (!charged || !amount) return unusable('not_taken', `${invoice.amount_paid} of ${total} ${currency} cannot be read`);
  const payment = invoice.payments?.data.find(({ status }) => status === 'paid')?.payment.payment_intent ?? null;
  const stripePaymentIntentId = typeof payment === 'string' ? payment : (payment?.id ?? null);
  if (amount.amountMinor > 0n && stripePaymentIntentId === null) return unusable('no_payment', `${invoice.amount_paid} of ${total} ${currency} were paid, and not by a payment of the provider’s`);
  return {
    stripeInvoiceId, reason, termsId: mark.terms, charged, stripePaymentIntentId, periodStart: instant(line.period.start), periodEnd: instant(line.period.end), paidAt,
    billingCountry: invoice.customer_address?.country ?? null,
  };
}

function asksForWhole({ parent }: Stripe.InvoiceLineItem): boolean {
  return parent?.subscription_item_details?.proration === false;
}

function readable(amount: Parameters<typeof fromStripeAmount>[0]): Money | null {
  try {
    return fromStripeAmount(amount);
  } catch {
    return null;
  }
}

const instant = (seconds: number): Date => new Date(seconds * 1000);
