import type Stripe from 'stripe';
import { newId } from '../../ids.js';

export interface BalanceChange {
  createdAt: number;
  customer: string;
  currency: string;
  /** Signed: below zero is a credit to the customer. */
  amountMinor: number;
  endingBalanceMinor: number;
  invoice: string;
  type: 'applied_to_invoice' | 'adjustment' | 'unapplied_from_invoice';
}

/** What an invoice took from the customer's balance, or left on it. */
export function newCustomerBalanceTransaction(change: BalanceChange): Stripe.CustomerBalanceTransaction {
  return {
    id: newId('cbtxn'), object: 'customer_balance_transaction', amount: change.amountMinor, checkout_session: null, created: change.createdAt, credit_note: null,
    currency: change.currency, customer: change.customer, customer_account: null, description: null, ending_balance: change.endingBalanceMinor, invoice: change.invoice,
    livemode: false, metadata: {}, type: change.type,
  };
}
