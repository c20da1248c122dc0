import { prepared, statement, toJson, type Outbox, type Tx } from '@silkport/platform';
import type { Stripe } from 'stripe';
import { balanceMoved, type BalanceMovement } from '../payments.events.js';

const insert = statement(
  'payments.insert_balance_transactions',
  `INSERT INTO payments.balance_transactions (id, kind, stripe_type, source_id, amount_minor, fee_minor, currency, exchange_rate, presentment_minor, presentment_currency,
     reference, refund_id, dispute_id, card_country, occurred_at, available_at, imported_at)
   SELECT id, kind, stripe_type, source_id, amount_minor, fee_minor, currency, exchange_rate, presentment_minor, presentment_currency,
     reference, refund_id, dispute_id, card_country, occurred_at, available_at, $2
   FROM jsonb_to_recordset($1::jsonb) AS moved (id text, kind text, stripe_type text, source_id text, amount_minor bigint, fee_minor bigint, currency text, exchange_rate numeric,
     presentment_minor bigint, presentment_currency text, reference uuid, refund_id uuid, dispute_id text, card_country text, occurred_at timestamptz, available_at timestamptz)
   ON CONFLICT DO NOTHING RETURNING id`,
);

export interface SeenMovement {
  readonly movement: BalanceMovement;
  readonly transaction: Stripe.BalanceTransaction;
}

/** Stores those that were not seen before and tells of them, all or none. @returns how many were new */
export async function recordMovements(tx: Tx, outbox: Outbox, seen: readonly SeenMovement[], now: Date): Promise<number> {
  const rows = await prepared<{ id: string }>(tx, insert, [toJson(seen.map(rowOf)), now]);
  const ids = new Set(rows.map(({ id }) => id));
  const movements = seen.map(({ movement }) => movement).filter(({ id }) => ids.has(id));
  if (movements.length) await outbox.publish(tx, balanceMoved, { movements });
  return movements.length;
}

function rowOf({ movement, transaction }: SeenMovement): object {
  const { source } = transaction;
  return {
    id: movement.id, kind: movement.kind, stripe_type: transaction.type, source_id: typeof source === 'string' ? source : (source?.id ?? null),
    amount_minor: movement.amount.amountMinor, fee_minor: movement.fee.amountMinor, currency: movement.amount.currency, exchange_rate: movement.exchangeRate,
    presentment_minor: movement.presentment?.amountMinor ?? null, presentment_currency: movement.presentment?.currency ?? null,
    reference: movement.reference, refund_id: movement.refundId, dispute_id: movement.disputeId, card_country: movement.cardCountry,
    occurred_at: movement.at, available_at: new Date(transaction.available_on * 1000).toISOString(),
  };
}
