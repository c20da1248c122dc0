import type { FastifyInstance } from 'fastify';
import { invalidRequest } from '../http/stripe-error.js';
import { hiddenAccount, saveAccount, type HiddenAccount } from '../verbs/assess-account.js';
import { completeOnboarding } from '../verbs/complete-onboarding.js';
import { found } from '../verbs/found.js';
import { perform, type World } from '../world.js';
import { readBody } from './read-body.js';

interface OfAccount {
  Params: { id: string };
}

const outcomes: Readonly<Record<string, HiddenAccount['verification']>> = { verified: 'none', failed: 'failed', pending: 'pending', rejected: 'rejected' };

/** What Stripe's own people and pages do with a connected account. */
export function registerAccountControl(app: FastifyInstance, world: World): void {
  app.post<OfAccount>('/accounts/:id/verify', ({ params, body }) => {
    const { outcome = 'verified' } = readBody(body, { outcome: 'string' });
    const verification = Object.hasOwn(outcomes, outcome) ? outcomes[outcome] : undefined;
    if (!verification) throw invalidRequest(`\`outcome\` must be one of ${Object.keys(outcomes).join(', ')}.`, { param: 'outcome' });
    return perform(world, (call) => {
      const account = found(call, 'account', params.id);
      const previous = structuredClone(account);
      saveAccount(call, account, { ...hiddenAccount(call, account.id), verification }, previous);
      return account;
    });
  });
  app.post<OfAccount>('/accounts/:id/onboard', ({ params, body }) => {
    const given = readBody(body, { account_number: 'string', routing_number: 'string', country: 'string', currency: 'string', holder_name: 'string', id_number: 'string' });
    return perform(world, (call) => {
      const account = found(call, 'account', params.id);
      const country = given.country ?? account.country ?? 'US';
      return completeOnboarding(call, account, {
        country, currency: given.currency ?? account.default_currency ?? 'usd', holderName: given.holder_name ?? 'Test Merchant', holderType: 'company',
        accountNumber: given.account_number ?? '000123456789', routingNumber: given.routing_number ?? (country === 'US' ? '110000000' : null),
        idNumber: given.id_number ?? null, ip: '127.0.0.1', userAgent: null,
      });
    });
  });
}
