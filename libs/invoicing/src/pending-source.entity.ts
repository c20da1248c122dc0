import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

export const sourceKinds = ['order', 'refund', 'commission'] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** What a document is still to be issued for: noted in the event's own transaction, which needs no lock that others want, and deleted when it is issued. */
@Entity({ schema: 'invoicing', name: 'pending_sources' })
@Index('pending_sources_due_at', ['dueAt', 'key'])
export class PendingSource {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pending_sources_pkey' }) key: string;
  @Column({ type: 'text' }) kind: SourceKind;
  /** The event that asks for it. */
  @Column({ type: 'jsonb' }) payload: object;
  @Column({ name: 'due_at', type: 'timestamptz' }) dueAt: Date;
  @Column({ type: 'smallint', default: 0 }) tries: number;
  @Column({ type: 'text', nullable: true }) fault: string | null;
}
