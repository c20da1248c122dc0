import { isId, money, type Money } from '@silkport/values';
import type { Stripe } from 'stripe';
import type { BalanceMovement } from '../payments.events.js';
import { settledMoney } from './settled-money.js';
import { stripeRate } from './stripe-rate.js';

type Kind = BalanceMovement['kind'];

/** Stripe's types, older and newer names of the same: https://docs.stripe.com/reports/balance-transaction-types */
const kinds: Readonly<Record<string, Kind>> = {
  charge: 'charge', payment: 'charge',
  refund: 'refund', payment_refund: 'refund',
  refund_failure: 'refund_failure', payment_failure_refund: 'refund_failure',
  transfer: 'transfer', transfer_refund: 'transfer_reversal', transfer_cancel: 'transfer_reversal', transfer_failure: 'transfer_reversal',
  payout: 'payout', payout_failure: 'payout_failure', payout_cancel: 'payout_failure',
  stripe_fee: 'fee', stripe_fx_fee: 'fee', tax_fee: 'fee', network_cost: 'fee',
};
const adjustments: Readonly<Record<string, Kind>> = { dispute: 'dispute', dispute_reversal: 'dispute_reversal', fee: 'fee' };

/** What is known here of the things that movements are about, by Stripe's ids. */
export interface KnownSources {
  /** Order by payment intent. */
  readonly references: ReadonlyMap<string, string>;
  /** Our payout by transfer. */
  readonly payouts: ReadonlyMap<string, string>;
}

interface Subject { readonly reference: string | null; readonly refundId: string | null; readonly disputeId: string | null; readonly paid: Money | null; readonly cardCountry: string | null }

const nothing: Subject = { reference: null, refundId: null, disputeId: null, paid: null, cardCountry: null };

export function kindOf({ type, reporting_category: category }: Pick<Stripe.BalanceTransaction, 'type' | 'reporting_category'>): Kind {
  return (type === 'adjustment' ? adjustments[category] : kinds[type]) ?? 'other';
}

/** @param transaction with its source expanded */
export function movementOf(transaction: Stripe.BalanceTransaction, known: KnownSources): BalanceMovement {
  const { id, amount, fee, currency, exchange_rate, created } = transaction;
  const { reference, refundId, disputeId, paid, cardCountry } = subjectOf(transaction, known);
  const isNegative = amount < 0;
  return {
    id, kind: kindOf(transaction), amount: settledMoney({ amount, currency }), fee: settledMoney({ amount: fee, currency }), exchangeRate: stripeRate(exchange_rate),
    presentment: paid && money(isNegative ? -paid.amountMinor : paid.amountMinor, paid.currency), reference, refundId, disputeId, cardCountry,
    at: new Date(created * 1000).toISOString(),
  };
}

/** The payment that a charge, refund or dispute is about. */
export function intentOf({ source }: Stripe.BalanceTransaction): string | undefined {
  if (!source || typeof source === 'string' || !('payment_intent' in source)) return undefined;
  return idOf(source.payment_intent ?? null) ?? undefined;
}

/** The transfer that a movement is about. */
export function transferOf({ source }: Stripe.BalanceTransaction): string | undefined {
  if (!source || typeof source === 'string') return undefined;
  if (source.object === 'transfer') return source.id;
  return source.object === 'transfer_reversal' ? (idOf(source.transfer) ?? undefined) : undefined;
}

function subjectOf(transaction: Stripe.BalanceTransaction, { references, payouts }: KnownSources): Subject {
  const { source } = transaction;
  if (!source || typeof source === 'string') return nothing;
  const reference = references.get(intentOf(transaction) ?? '') ?? null;
  switch (source.object) {
    case 'charge':
      return { ...nothing, reference: reference ?? ourId(source.metadata.reference), paid: settledMoney(source), cardCountry: source.payment_method_details?.card?.country ?? null };
    case 'refund':
      return { ...nothing, reference: reference ?? ourId(source.metadata?.reference), refundId: ourId(source.metadata?.refundId), paid: settledMoney(source) };
    case 'dispute':
      return { ...nothing, reference, disputeId: source.id, paid: settledMoney(source) };
    case 'transfer':
    case 'transfer_reversal':
      return { ...nothing, reference: payouts.get(transferOf(transaction) ?? '') ?? ourId(source.metadata?.payoutId) };
    default:
      return nothing;
  }
}

function ourId(text: string | undefined): string | null {
  return text !== undefined && isId(text) ? text : null;
}

function idOf(reference: string | { readonly id: string } | null): string | null {
  return typeof reference === 'string' ? reference : (reference?.id ?? null);
}
