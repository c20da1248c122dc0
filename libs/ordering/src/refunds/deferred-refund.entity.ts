import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
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
