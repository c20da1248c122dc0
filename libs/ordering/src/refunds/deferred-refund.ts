import { toJson, type Tx } from '@silkport/platform';
import { newId } from '@silkport/values';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { LockedOrder } from '../lock-order.js';
import type { LinePartUndeliverable, LinesUndeliverable } from '../ordering.events.js';

/** What was told while the order was disputed. */
export type Deferred = { readonly kind: 'lines'; readonly payload: LinesUndeliverable } | { readonly kind: 'part'; readonly payload: LinePartUndeliverable };

/** Money that is owed for what cannot be handed over, while the buyer's bank has it: whether it is given back follows on the bank's decision. */
@Entity({ schema: 'ordering', name: 'deferred_refunds' })
@Index('deferred_refunds_order_id', ['orderId'])
export class DeferredRefund {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'deferred_refunds_pkey' }) id: string;
  @Column({ name: 'order_id', type: 'uuid' }) orderId: string;
  @Column({ type: 'text' }) kind: Deferred['kind'];
  @Column({ type: 'jsonb' }) payload: unknown;
  @Column({ name: 'deferred_at', type: 'timestamptz' }) deferredAt: Date;
}

/** @returns whether it waits now */
export async function deferWhileDisputed(tx: Tx, order: LockedOrder | undefined, { kind, payload }: Deferred, at: Date): Promise<boolean> {
  if (order?.status !== 'disputed') return false;
  await tx.query('INSERT INTO ordering.deferred_refunds (id, order_id, kind, payload, deferred_at) VALUES ($1, $2, $3, $4::jsonb, $5)', [newId(), order.id, kind, toJson(payload), at]);
  return true;
}
