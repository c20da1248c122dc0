import type Stripe from 'stripe';
import { newBalanceTransaction, type BalanceTransactionTerms } from '../objects/balance-transaction.js';
import type { Call } from '../world.js';

/** Adds a movement to the balance of the account acted on. */
export function postMovement(call: Call, terms: Omit<BalanceTransactionTerms, 'createdAt'>): Stripe.BalanceTransaction {
  const transaction = newBalanceTransaction({ ...terms, createdAt: call.balanceClock.nowSeconds() });
  call.resources.insert('balance_transaction', transaction, { account: call.account });
  return transaction;
}
