import { settled } from '../objects/balance-transaction.js';
import { text } from '../parameters/values.js';
import { found } from '../verbs/found.js';
import { readBalance } from '../verbs/read-balance.js';
import { listRoute } from './cursor-list.js';
import { route } from './route.js';

/** Charges and the movements of the balance: read only. */
export const moneyRoutes = [
  route({ method: 'GET', path: '/v1/charges/:id', parameters: {}, run: (call, _given, id) => found(call, 'charge', id) }),
  listRoute({
    kind: 'charge', path: '/v1/charges', filters: { customer: text(), payment_intent: text(), transfer_group: text() },
    where: (given) => ({ customer: given.customer, payment_intent: given.payment_intent, '$.transfer_group': given.transfer_group }),
  }),
  route({ method: 'GET', path: '/v1/balance_transactions/:id', parameters: {}, run: (call, _given, id) => settled(found(call, 'balance_transaction', id), call.clock.nowSeconds()) }),
  listRoute({
    kind: 'balance_transaction', path: '/v1/balance_transactions', filters: { currency: text(), source: text(), type: text() },
    where: (given) => ({ '$.currency': given.currency, '$.source': given.source, '$.type': given.type }),
    show: (call, transaction) => settled(transaction, call.clock.nowSeconds()),
  }),
  route({ method: 'GET', path: '/v1/balance', parameters: {}, run: (call) => readBalance(call) }),
  route({ method: 'GET', path: '/v1/payment_methods/:id', parameters: {}, run: (call, _given, id) => found(call, 'payment_method', id) }),
];
