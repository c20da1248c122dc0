import { event } from '@silkport/platform';
import type { Money } from '@silkport/values';
import type { BillingStanding } from './billing-standing.js';

/** A subscription stands otherwise at the provider than was told before. `revision` grows by one each time: an older one must not undo a newer. */
export interface BillingChanged {
  readonly subscriptionId: string;
  /** What it began with: an order's id. */
  readonly reference: string;
  readonly revision: number;
  readonly standing: BillingStanding;
  readonly at: string;
}

/** `cycle`: a new period; `change`: the difference that a change of terms costs for what is left of the period. */
export type InvoiceReason = 'cycle' | 'change';

/** A further invoice of a subscription has been paid. Its money is a charge for `reference`, which whoever takes orders makes the id of a new one. */
export interface BillingInvoicePaid {
  readonly subscriptionId: string;
  readonly reference: string;
  readonly reason: InvoiceReason;
  /** By which the invoice was made. */
  readonly termsId: string;
  readonly charged: Money;
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly paidAt: string;
  /** ISO 3166-1 alpha-2, of the card's billing address; absent of what was told before it was asked for. */
  readonly billingCountry?: string | null;
}

/** A trial ends in a few days; money is taken then. */
export interface TrialEnding {
  readonly subscriptionId: string;
  readonly endsAt: string;
}

export const billingChanged = event<BillingChanged>('payments.billing_changed');
export const billingInvoicePaid = event<BillingInvoicePaid>('payments.billing_invoice_paid');
export const trialEnding = event<TrialEnding>('payments.trial_ending');
