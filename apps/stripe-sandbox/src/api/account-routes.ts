import type Stripe from 'stripe';
import { invalidRequest } from '../http/stripe-error.js';
import { required } from '../parameters/parameter.js';
import { oneOf, text, webAddress } from '../parameters/values.js';
import { anyObject } from '../parameters/any-object.js';
import { createAccount } from '../verbs/create-account.js';
import { found } from '../verbs/found.js';
import { openAccountLink } from '../verbs/open-account-link.js';
import { platformAccount } from '../verbs/platform-account.js';
import { readBalance } from '../verbs/read-balance.js';
import { updateAccount } from '../verbs/update-account.js';
import { inAccount, type Call } from '../world.js';
import { accountParameters, accountUpdateParameters } from './account-parameters.js';
import { listRoute } from './cursor-list.js';
import { route } from './route.js';

const kind = 'account';
const path = '/v1/accounts';

export const accountRoutes = [
  route({ method: 'POST', path, parameters: accountParameters, run: (call, given) => createAccount(call, given) }),
  route({
    method: 'GET', path: '/v1/account', onAccounts: true, parameters: {},
    run: (call) => (call.account === null ? platformAccount(call) : ownAccount(call, call.account)),
  }),
  route({ method: 'GET', path: `${path}/:id`, onAccounts: true, parameters: {}, run: (call, _given, id) => ownAccount(call, id) }),
  route({ method: 'POST', path: `${path}/:id`, parameters: accountUpdateParameters, run: (call, given, id) => updateAccount(call, ownAccount(call, id), given) }),
  route({
    method: 'DELETE', path: `${path}/:id`, parameters: {},
    run(call, _given, id) {
      const account = ownAccount(call, id);
      const { available, pending } = readBalance(inAccount(call, id));
      if ([...available, ...pending].some(({ amount }) => amount !== 0)) throw invalidRequest(`The account ${id} still has a balance and cannot be deleted.`, { code: 'account_invalid' });
      call.resources.remove(account.id);
      return { id, object: kind, deleted: true };
    },
  }),
  route({
    method: 'POST', path: '/v1/account_links',
    parameters: {
      account: required(text()), type: required(oneOf('account_onboarding', 'account_update')), refresh_url: required(webAddress()), return_url: required(webAddress()),
      collect: oneOf('currently_due', 'eventually_due'), collection_options: anyObject(),
    },
    run(call, given) {
      const account = ownAccount(call, given.account, 'account');
      if (given.type === 'account_update' && account.controller?.requirement_collection !== 'application') {
        throw invalidRequest('You cannot create `account_update` type Account Links for this account. You can only create `account_onboarding` type Account Links for this account.', { param: 'type' });
      }
      return openAccountLink(call, account, given.refresh_url, given.return_url);
    },
  }),
  listRoute({ kind, path, filters: {} }),
];

/** The platform's connected account; an account acting for itself sees itself. */
export function ownAccount(call: Call, id: string, param?: string): Stripe.Account {
  return found(call.account === id ? inAccount(call, null) : call, kind, id, param);
}
