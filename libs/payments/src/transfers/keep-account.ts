import { prepared, statement, type Outbox, type Tx } from '@silkport/platform';
import type { Stripe } from 'stripe';
import { connectedAccountChanged } from '../payments.events.js';

export interface AccountFacts {
  readonly accountId: string;
  readonly country: string;
  readonly canReceive: boolean;
  readonly requirements: readonly string[];
}

export function accountFacts(account: Stripe.Account): AccountFacts {
  const { requirements } = account;
  const asked = new Set([...(requirements?.past_due ?? []), ...(requirements?.currently_due ?? [])]);
  return {
    accountId: account.id, country: account.country ?? '', requirements: [...asked].toSorted(),
    canReceive: account.capabilities?.transfers === 'active' && account.payouts_enabled,
  };
}

const insert = statement(
  'payments.insert_connected_account',
  `INSERT INTO payments.connected_accounts (merchant_id, account_id, country, can_receive, requirements, opened_at, asked_at) VALUES ($1, $2, $3, $4, $5, $6, $6)
   ON CONFLICT DO NOTHING RETURNING account_id`,
);
const update = statement(
  'payments.update_connected_account',
  `UPDATE payments.connected_accounts SET can_receive = $3, requirements = $4, asked_at = $5
   WHERE merchant_id = $1 AND account_id = $2 AND asked_at <= $5 AND (can_receive, requirements) IS DISTINCT FROM ($3, $4::text[]) RETURNING account_id`,
);

/** Stores how an account stands, unless a later question was answered already, and tells what is new. @param askedAt when the question was asked whose answer this is */
export async function keepAccount(tx: Tx, outbox: Outbox, merchantId: string, facts: AccountFacts, askedAt: Date): Promise<boolean> {
  const { accountId, country, canReceive, requirements } = facts;
  const [isNew] = await prepared(tx, insert, [merchantId, accountId, country, canReceive, requirements, askedAt]);
  const [isChanged] = isNew ? [isNew] : await prepared(tx, update, [merchantId, accountId, canReceive, requirements, askedAt]);
  if (isChanged) await outbox.publish(tx, connectedAccountChanged, { merchantId, accountId, canReceive, requirements });
  return Boolean(isChanged);
}
