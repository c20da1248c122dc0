import type Stripe from 'stripe';
import { newId } from '../ids.js';

const settledAfterSeconds = 2 * 24 * 3600;

export interface BalanceTransactionTerms {
  createdAt: number;
  type: 'charge' | 'refund' | 'refund_failure' | 'adjustment' | 'transfer' | 'transfer_refund' | 'payment' | 'payment_refund' | 'payout' | 'payout_failure' | 'payout_cancel';
  reportingCategory: 'charge' | 'refund' | 'refund_failure' | 'dispute' | 'dispute_reversal' | 'transfer' | 'transfer_reversal' | 'payout' | 'payout_reversal';
  /** Signed: below zero for what leaves the balance. */
  amountMinor: number;
  feeMinor: number;
  feeDescription?: string;
  currency: string;
  source: string;
  description: string | null;
  /** Set when the amount was converted on its way to the balance. */
  exchangeRate?: number | null;
  /** When the money can be used, in seconds; two days on when it is left out, as for a card charge. */
  availableOn?: number;
}

/** A movement of the balance, in the currency of the balance. */
export function newBalanceTransaction(terms: BalanceTransactionTerms): Stripe.BalanceTransaction {
  const { currency, feeMinor } = terms;
  const fee = { amount: feeMinor, application: null, currency, description: terms.feeDescription ?? 'Stripe processing fees', type: 'stripe_fee' };
  return {
    id: newId('txn'),
    object: 'balance_transaction',
    amount: terms.amountMinor,
    available_on: terms.availableOn ?? terms.createdAt + settledAfterSeconds,
    balance_type: 'payments',
    created: terms.createdAt,
    currency,
    description: terms.description,
    exchange_rate: terms.exchangeRate ?? null,
    fee: feeMinor,
    fee_details: feeMinor === 0 ? [] : [fee],
    net: terms.amountMinor - feeMinor,
    reporting_category: terms.reportingCategory,
    source: terms.source,
    status: terms.availableOn !== undefined && terms.availableOn <= terms.createdAt ? 'available' : 'pending',
    type: terms.type,
  };
}

/** Pending turns into available by the clock alone. */
export function settled(transaction: Stripe.BalanceTransaction, nowSeconds: number): Stripe.BalanceTransaction {
  return transaction.available_on <= nowSeconds ? { ...transaction, status: 'available' } : transaction;
}
