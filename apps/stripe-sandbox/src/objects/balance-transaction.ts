import type Stripe from 'stripe';
import { newId } from '../ids.js';

const settledAfterSeconds = 2 * 24 * 3600;

export interface BalanceTransactionTerms {
  createdAt: number;
  type: 'charge' | 'refund' | 'adjustment';
  reportingCategory: 'charge' | 'refund' | 'dispute' | 'dispute_reversal';
  /** Signed: below zero for what leaves the balance. */
  amountMinor: number;
  feeMinor: number;
  feeDescription?: string;
  currency: string;
  source: string;
  description: string | null;
}

/** A movement of the balance. The sandbox settles every currency in itself, so there is no exchange rate. */
export function newBalanceTransaction(terms: BalanceTransactionTerms): Stripe.BalanceTransaction {
  const { currency, feeMinor } = terms;
  const fee = { amount: feeMinor, application: null, currency, description: terms.feeDescription ?? 'Stripe processing fees', type: 'stripe_fee' };
  return {
    id: newId('txn'),
    object: 'balance_transaction',
    amount: terms.amountMinor,
    available_on: terms.createdAt + settledAfterSeconds,
    balance_type: 'payments',
    created: terms.createdAt,
    currency,
    description: terms.description,
    exchange_rate: null,
    fee: feeMinor,
    fee_details: feeMinor === 0 ? [] : [fee],
    net: terms.amountMinor - feeMinor,
    reporting_category: terms.reportingCategory,
    source: terms.source,
    status: 'pending',
    type: terms.type,
  };
}

/** Pending turns into available by the clock alone. */
export function settled(transaction: Stripe.BalanceTransaction, nowSeconds: number): Stripe.BalanceTransaction {
  return transaction.available_on <= nowSeconds ? { ...transaction, status: 'available' } : transaction;
}
