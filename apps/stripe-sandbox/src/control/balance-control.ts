import type { FastifyInstance } from 'fastify';
import { invalidRequest } from '../http/stripe-error.js';
import { balanceSums } from '../verbs/read-balance.js';
import { checkedCurrency } from '../money/check-amount.js';
import { found } from '../verbs/found.js';
import { inAccount, perform, type Call, type World } from '../world.js';
import { readBody } from './read-body.js';

/** Money that is still on its way, and the rates that it is exchanged at. */
export function registerBalanceControl(app: FastifyInstance, world: World): void {
  app.post('/balance/settle', (request) => {
    const { account, currency } = readBody(request.body, { account: 'string', currency: 'string' });
    return perform(world, (call) => settle(accountCall(call, account), currency?.toLowerCase()));
  });
  app.get('/rates', () => ratesOf(world));
  app.post('/rates', (request) => {
    const { currency = '', rate = 0 } = readBody(request.body, { currency: 'string', rate: 'number' });
    const code = checkedCurrency(currency, 'currency');
    if (!(rate > 0)) throw invalidRequest('`rate` must be above 0.', { param: 'rate' });
    world.exchange.setRate(code, rate);
    return ratesOf(world);
  });
}

const ratesOf = ({ exchange }: World) => ({ settlement_currency: exchange.settlementCurrency, rates: exchange.rates() });

/** The call, acting on the account named; the platform when none is. */
export function accountCall(call: Call, account: string | undefined): Call {
  return account === undefined ? call : inAccount(call, found(call, 'account', account, 'account').id);
}

/** All that is pending can be used from now on. */
function settle(call: Call, currency: string | undefined): object {
  const now = call.clock.nowSeconds();
  const { changes } = call.database
    .prepare(`update resources set body = json_set(body, '$.available_on', ?, '$.status', 'available') where kind = 'balance_transaction' and account is ?
      and json_extract(body, '$.available_on') > ? and json_extract(body, '$.currency') = coalesce(?, json_extract(body, '$.currency'))`)
    .run(now, call.account, now, currency ?? null);
  return { settled: Number(changes), balance: balanceSums(call) };
}
