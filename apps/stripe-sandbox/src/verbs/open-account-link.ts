import type Stripe from 'stripe';
import { newAccountLink, shownLink } from '../objects/account-link.js';
import type { Call } from '../world.js';

/** What a link keeps: whose it is, and where its page leads to. */
export interface HiddenLink {
  account: string;
  refreshUrl: string;
  returnUrl: string;
  /** The form was sent: another visit by the same link leads to `refreshUrl`. */
  isUsed: boolean;
}

export function openAccountLink(call: Call, account: Stripe.Account, refreshUrl: string, returnUrl: string): Stripe.AccountLink {
  const link = newAccountLink(call.publicUrl, account.id, call.clock.nowSeconds());
  const hidden: HiddenLink = { account: account.id, refreshUrl, returnUrl, isUsed: false };
  call.resources.insert('account_link', link, {}, hidden);
  return shownLink(link);
}
