import { prepared, reviveJson, statement, toJson, type Tx } from '@silkport/platform';
import type { Dispute } from './dispute.entity.js';
import type { OrderDisputed } from '../ordering.events.js';

/** `shares` is null until money was taken. */
export interface StoredDispute extends Omit<Dispute, 'shares'> { readonly shares: OrderDisputed['lines'] | null }

const read = statement('ordering.dispute', `SELECT id, order_id AS "orderId", stage, reason, currency, disputed_minor AS "disputedMinor", shares, evidence_due_by AS "evidenceDueBy",
  opened_at AS "openedAt", decided_at AS "decidedAt" FROM ordering.disputes WHERE id = $1`);
const save = statement('ordering.save_dispute', `
  INSERT INTO ordering.disputes (id, order_id, stage, reason, currency, disputed_minor, shares, evidence_due_by, opened_at, decided_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
  ON CONFLICT (id) DO UPDATE SET stage = $3, reason = $4, disputed_minor = $6, shares = $7, evidence_due_by = $8, opened_at = $9, decided_at = $10`);

/** The caller holds the lock on its order. */
export async function disputeOf(tx: Tx, id: string): Promise<StoredDispute | undefined> {
  const [row] = await prepared<Dispute>(tx, read, [id]);
  return row && { ...row, shares: row.shares === null ? null : reviveJson<OrderDisputed['lines']>(row.shares) };
}

export async function saveDispute(tx: Tx, { id, orderId, stage, reason, currency, disputedMinor, shares, evidenceDueBy, openedAt, decidedAt }: StoredDispute): Promise<void> {
  await prepared(tx, save, [id, orderId, stage, reason, currency, disputedMinor, shares && toJson(shares), evidenceDueBy, openedAt, decidedAt]);
}
