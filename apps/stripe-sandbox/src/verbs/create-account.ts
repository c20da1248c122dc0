import type Stripe from 'stripe';
import type { AccountParameters } from '../api/account-parameters.js';
import { invalidRequest } from '../http/stripe-error.js';
import { currencyOfCountry } from '../money/country-currencies.js';
import { newAccount, type AccountTerms } from '../objects/account.js';
import { newMetadata } from '../parameters/collections.js';
import type { Call } from '../world.js';
import { applyAccountUpdate } from './update-account.js';
import { saveAccount, type HiddenAccount } from './assess-account.js';

/** The platform answers for its accounts unless it says otherwise; `type` and `controller` are two ways to say the same. */
export function createAccount(call: Call, given: AccountParameters): Stripe.Account {
  if (given.type && given.controller) throw invalidRequest('You may only specify one of these parameters: type, controller.', { param: 'type' });
  const country = (given.country ?? 'US').toUpperCase();
  if (!/^[A-Z]{2}$/.test(country)) throw invalidRequest(`Country '${given.country}' is unknown. Try using a 2-character alphanumeric country code instead, such as 'US', 'EG', or 'GB'.`, { code: 'country_code_invalid', param: 'country' });
  const kind = kindOf(given);
  if (kind.type !== 'standard' && !Object.values(given.capabilities ?? {}).some((each) => each?.requested)) {
    throw invalidRequest('You need to request one or more capabilities to create an account of this kind, such as `transfers`.', { param: 'capabilities' });
  }
  const account = newAccount({
    ...kind, createdAt: call.clock.nowSeconds(), country, defaultCurrency: currencyOfCountry(country), email: given.email ?? null, metadata: newMetadata(given.metadata),
  });
  const hidden: HiddenAccount = { requested: [], verification: 'none' };
  call.resources.insert('account', account, {}, hidden);
  applyAccountUpdate(call, account, hidden, given);
  saveAccount(call, account, hidden);
  return account;
}

function kindOf({ type, controller }: AccountParameters): Pick<AccountTerms, 'type' | 'controller'> {
  const dashboard = controller?.stripe_dashboard?.type ?? (type === 'custom' ? 'none' : type === 'express' ? 'express' : 'full');
  const collection = controller?.requirement_collection ?? (type === 'custom' ? 'application' : 'stripe');
  const answers = dashboard !== 'full';
  return {
    type: controller ? 'none' : (type ?? 'standard'),
    controller: {
      type: 'application', is_controller: true, requirement_collection: collection, stripe_dashboard: { type: dashboard },
      fees: { payer: controller?.fees?.payer ?? (answers ? 'application' : 'account') }, losses: { payments: controller?.losses?.payments ?? (answers ? 'application' : 'stripe') },
    },
  };
}
