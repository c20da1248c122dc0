import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Who did what and when. A trigger refuses to change or delete a row, and no foreign key ties it to what may go. */
@Entity({ schema: 'identity', name: 'audit_entries' })
@Index('audit_entries_person', ['personId', 'happenedAt'])
export class AuditEntry {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'audit_entries_pk' }) id: string;

  /** Null where the marketplace itself acted. */
  @Column({ type: 'uuid', name: 'person_id', nullable: true }) personId: string | null;

  @Column({ type: 'text' }) action: string;

  @Column({ type: 'timestamptz', name: 'happened_at' }) happenedAt: Date;

  @Column({ type: 'jsonb' }) details: Readonly<Record<string, unknown>>;
}
