import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { LineState, OrderStatus } from './order-states.js';

/** Who changed an order's status, when and why. Append-only. */
@Entity({ schema: 'ordering', name: 'order_transitions' })
@Index('order_transitions_order_id', ['orderId', 'id'])
export class OrderTransition {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'order_transitions_pkey' }) id: string;
  @Column({ name: 'order_id', type: 'uuid' }) orderId: string;
  @Column({ name: 'to_status', type: 'text' }) toStatus: OrderStatus;
  @Column({ name: 'from_status', type: 'text', nullable: true }) fromStatus: OrderStatus | null;
  /** `buyer`, `stripe`, `clock`, `delivery`, or a person's id. */
  @Column({ type: 'text' }) actor: string;
  @Column({ type: 'text' }) reason: string;
  @Column({ name: 'changed_at', type: 'timestamptz' }) changedAt: Date;
}

/** The same of one line. Append-only. */
@Entity({ schema: 'ordering', name: 'line_transitions' })
@Index('line_transitions_order_id', ['orderId', 'id'])
export class LineTransition {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'line_transitions_pkey' }) id: string;
  @Column({ name: 'order_id', type: 'uuid' }) orderId: string;
  @Column({ name: 'line_id', type: 'uuid' }) lineId: string;
  @Column({ name: 'from_state', type: 'text' }) fromState: LineState;
  @Column({ name: 'to_state', type: 'text' }) toState: LineState;
  @Column({ type: 'text' }) actor: string;
  @Column({ type: 'text' }) reason: string;
  @Column({ name: 'changed_at', type: 'timestamptz' }) changedAt: Date;
}
