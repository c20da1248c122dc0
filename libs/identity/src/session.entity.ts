import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Person } from './person.entity.js';

/** A sign-in. Its token is not stored: it is the id with our signature, and can be shown again when a request is repeated. */
@Entity({ schema: 'identity', name: 'sessions' })
@Index('sessions_person', ['personId'])
@Index('sessions_expires_at', ['expiresAt'])
@Check('sessions_user_agent_length', 'char_length(user_agent) <= 300')
export class Session {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'sessions_pk' }) id: string;

  @ForeignKey(() => Person, { name: 'sessions_person_fk', onDelete: 'CASCADE' })
  @Column({ type: 'uuid', name: 'person_id' })
  personId: string;

  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt: Date;

  @Column({ type: 'timestamptz', name: 'expires_at' }) expiresAt: Date;

  @Column({ type: 'timestamptz', name: 'ended_at', nullable: true }) endedAt: Date | null;

  @Column({ type: 'text', name: 'user_agent', nullable: true }) userAgent: string | null;
}
