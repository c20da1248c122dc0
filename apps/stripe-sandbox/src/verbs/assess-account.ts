import type Stripe from 'stripe';
import { noRequirements } from '../objects/requirements.js';
import { recordEvent } from '../webhooks/record-event.js';
import { inAccount, type Call } from '../world.js';

/** What the account has been asked for and how its identity was judged; not shown. */
export interface HiddenAccount {
  requested: ('transfers' | 'card_payments')[];
  /** `none`: nothing stands against it. */
  verification: 'none' | 'failed' | 'pending' | 'rejected';
}

export function hiddenAccount(call: Call, id: string): HiddenAccount {
  return call.resources.hidden<HiddenAccount>(id) ?? { requested: [], verification: 'none' };
}

/**
 * Keeps the account with what follows from its facts: what is still due, and which capabilities that leaves it. Tells
 * `account.updated` when `previous` is given.
 */
export function saveAccount(call: Call, account: Stripe.Account, hidden: HiddenAccount, previous?: Stripe.Account): void {
  if (account.external_accounts) account.external_accounts.data = call.resources.ofAccount('bank_account', account.id);
  const requirements = assess(account, hidden);
  const isClear = requirements.disabled_reason === null;
  const status = isClear ? 'active' : hidden.verification === 'pending' ? 'pending' : 'inactive';
  account.requirements = requirements;
  account.capabilities = Object.fromEntries(hidden.requested.map((name) => [name, status]));
  account.charges_enabled = isClear && hidden.requested.includes('card_payments');
  account.payouts_enabled = isClear && hidden.requested.length > 0;
  if (account.controller?.requirement_collection === 'application') account.details_submitted ||= requirements.currently_due!.length === 0;
  call.resources.save('account', account);
  call.resources.hide(account.id, hidden);
  if (previous) recordEvent(inAccount(call, account.id), 'account.updated', account, changes(previous, account));
}

function assess(account: Stripe.Account, hidden: HiddenAccount): Stripe.Account.Requirements {
  const due: string[] = [];
  if (account.business_type === null) due.push('business_type');
  if (account.external_accounts?.data.length === 0) due.push('external_account');
  if (!account.tos_acceptance?.date) due.push('tos_acceptance.date', 'tos_acceptance.ip');
  const person = account.business_type === 'individual' ? 'individual' : 'company';
  const requirements = noRequirements();
  if (hidden.verification === 'failed') {
    const requirement = `${person}.verification.document`;
    due.push(requirement);
    requirements.errors = [{ code: 'verification_failed_keyed_identity', reason: 'The person or company could not be verified by the number given. Please upload a document.', requirement }];
  }
  if (hidden.verification === 'pending') requirements.pending_verification = [person === 'individual' ? 'individual.id_number' : 'company.tax_id'];
  return { ...requirements, currently_due: due, eventually_due: [...due], past_due: [...due], disabled_reason: disabledReason(due, hidden) };
}

function disabledReason(due: string[], { verification }: HiddenAccount): Stripe.Account.Requirements.DisabledReason | null {
  if (verification === 'rejected') return 'rejected.other';
  if (due.length > 0) return 'requirements.past_due';
  return verification === 'pending' ? 'requirements.pending_verification' : null;
}

/** The fields that are not what they were, as they were. */
function changes(before: Stripe.Account, after: Stripe.Account): Partial<Stripe.Account> {
  const changed = Object.entries(before).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(after[name as keyof Stripe.Account]));
  return Object.fromEntries(changed);
}
