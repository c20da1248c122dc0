import type { Database, Outbox } from '@silkport/platform';
import type { CheckoutStatus } from './checkout.entity.js';
import type { SessionFacts } from './session-facts.js';
import { captureCheckout, expireCheckout } from './settle-checkout.js';

/** Applies what Stripe answered about a session, in a transaction of its own. @throws ChargeMismatch */
export async function settleBySession(database: Database, outbox: Outbox, facts: SessionFacts): Promise<CheckoutStatus> {
  if (facts.status === 'open') return 'open';
  const settle = facts.status === 'paid' ? captureCheckout : expireCheckout;
  const { status } = await database.transaction((tx) => settle(tx, outbox, facts));
  return status;
}
