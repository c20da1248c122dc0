import type Stripe from 'stripe';
import { newAccount } from '../objects/account.js';
import type { Call } from '../world.js';

/** ISO 3166-1. */
export const platformCountry = 'US';

/** The account that the key belongs to, as far as it is shown: it is not stored and never changes. */
export function platformAccount(call: Call): Stripe.Account {
  const account = newAccount({
    createdAt: 1_577_836_800, type: 'standard', controller: { type: 'account' }, country: platformCountry, defaultCurrency: call.exchange.settlementCurrency ?? 'usd', email: null, metadata: {},
  });
  const id = 'acct_3SandboxPlatform';
  return {
    ...account, id, charges_enabled: true, payouts_enabled: true, details_submitted: true, business_type: 'company', capabilities: { card_payments: 'active', transfers: 'active' },
    business_profile: { ...account.business_profile!, name: call.merchantName }, external_accounts: { ...account.external_accounts!, url: `/v1/accounts/${id}/external_accounts` },
  };
}
