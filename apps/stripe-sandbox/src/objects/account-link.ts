import type Stripe from 'stripe';
import { randomLetters } from '../ids.js';
import type { AccountLinkObject } from './resource-kind.js';

const linkValidSeconds = 300;

/** An address that leads to the onboarding page once, for five minutes. */
export function newAccountLink(publicUrl: string, account: string, createdAt: number): AccountLinkObject {
  const id = randomLetters(12);
  return { id, object: 'account_link', created: createdAt, expires_at: createdAt + linkValidSeconds, url: `${publicUrl}/setup/s/${account}/${id}` };
}

/** The link as the API shows it: it has no id there. */
export function shownLink({ id: _id, ...link }: AccountLinkObject): Stripe.AccountLink {
  return link;
}
