import { toJson, type Tx } from '@silkport/platform';
import { newId } from '@silkport/values';
import type { LockedOrder } from '../lock-order.js';
import type { Deferred } from './deferred-refund.entity.js';

/** @returns whether it waits now */
export async function deferWhileDisputed(tx: Tx, order: LockedOrder | undefined, { kind, payload }: Deferred, at: Date): Promise<boolean> {
  if (order?.status !== 'disputed') return false;
  await tx.query('INSERT INTO ordering.deferred_refunds (id, order_id, kind, payload, deferred_at) VALUES ($1, $2, $3, $4::jsonb, $5)', [newId(), order.id, kind, toJson(payload), at]);
  return true;
}
