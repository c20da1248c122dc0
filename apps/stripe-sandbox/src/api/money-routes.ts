import { invalidRequest } from '../http/stripe-error.js';
import { settled } from '../objects/balance-transaction.js';
import { text } from '../parameters/values.js';
import { found } from '../verbs/found.js';
import { readBalance } from '../verbs/read-balance.js';
import type { Call } from '../world.js';
import { listRoute } from './cursor-list.js';
import { route } from './route.js';

const onAccounts = true;

/** Charges and the movements of the balance: read only. */
export const moneyRoutes = [
  route({ method: 'GET', path: '/v1/charges/:id', onAccounts, parameters: {}, run: (call, _given, id) => found(call, 'charge', id) }),
  listRoute({
    kind: 'charge', path: '/v1/charges', onAccounts, filters: { customer: text(), payment_intent: text(), transfer_group: text() },
    where: (given) => ({ customer: given.customer, payment_intent: given.payment_intent, '$.transfer_group': given.transfer_group }),
  }),
  route({ method: 'GET', path: '/v1/balance_transactions/:id', onAccounts, parameters: {}, run: (call, _given, id) => settled(found(call, 'balance_transaction', id), call.clock.nowSeconds()) }),
  listRoute({
    kind: 'balance_transaction', path: '/v1/balance_transactions', onAccounts, filters: { currency: text(), payout: text(), source: text(), type: text() },
    where(given, call) {
      if (given.payout) checkAutomatic(call, given.payout);
      return { payout: given.payout, '$.currency': given.currency?.toLowerCase(), '$.source': given.source, '$.type': given.type };
    },
    show: (call, transaction) => settled(transaction, call.clock.nowSeconds()),
  }),
  route({ method: 'GET', path: '/v1/balance', onAccounts, parameters: {}, run: (call) => readBalance(call) }),
];

/** Stripe ties movements to the payouts that it makes by itself, never to those that were asked for. */
function checkAutomatic(call: Call, payoutId: string): void {
  if (found(call, 'payout', payoutId, 'payout').automatic) return;
  throw invalidRequest('Balance transaction history can only be filtered on automatic transfers, not manual.', { param: 'payout' });
}
