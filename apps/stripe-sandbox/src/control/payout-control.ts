import type { FastifyInstance } from 'fastify';
import type Stripe from 'stripe';
import { payOutAll } from '../verbs/create-payout.js';
import { found } from '../verbs/found.js';
import { completePayout, failPayout, sendPayout } from '../verbs/move-payout.js';
import { balanceSums } from '../verbs/read-balance.js';
import { inAccount, perform, type Call, type World } from '../world.js';
import { accountCall } from './balance-control.js';
import { readBody } from './read-body.js';

interface OfPayout {
  Params: { id: string };
}

/** What the bank and the calendar do to payouts. */
export function registerPayoutControl(app: FastifyInstance, world: World): void {
  app.post('/payouts', (request) => {
    const { account, currency } = readBody(request.body, { account: 'string', currency: 'string' });
    return perform(world, (call) => {
      const own = accountCall(call, account);
      const sums = balanceSums(own).filter((sum) => sum.available > 0 && (currency === undefined || sum.currency === currency.toLowerCase()));
      return { payouts: sums.map((sum) => payOutAll(call, own.account, sum.currency, sum.available)) };
    });
  });
  const change = (path: string, work: (call: Call, payout: Stripe.Payout, body: unknown) => Stripe.Payout): void => {
    app.post<OfPayout>(`/payouts/:id/${path}`, ({ params, body }) =>
      perform(world, (call) => {
        const own = inAccount(call, call.resources.accountOf(params.id));
        return work(own, found(own, 'payout', params.id), body);
      }));
  };
  change('send', (call, payout) => sendPayout(call, payout));
  change('pay', (call, payout) => completePayout(call, payout));
  change('fail', (call, payout, body) => failPayout(call, payout, readBody(body, { failure_code: 'string' }).failure_code ?? 'could_not_process'));
}
