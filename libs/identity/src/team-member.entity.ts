import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Person } from './person.entity.js';

export type TeamRole = 'owner' | 'staff';

/** A person acts for a merchant. */
@Entity({ schema: 'identity', name: 'team_members' })
@Check('team_members_role', "role IN ('owner', 'staff')")
export class TeamMember {
  @ForeignKey(() => Person, { name: 'team_members_person', onDelete: 'CASCADE' })
  @PrimaryColumn({ type: 'uuid', name: 'person_id', primaryKeyConstraintName: 'team_members_pk' })
  personId: string;

  /** A merchant of the clusters context. */
  @PrimaryColumn({ type: 'uuid', name: 'merchant_id', primaryKeyConstraintName: 'team_members_pk' }) merchantId: string;

  @Column({ type: 'text' }) role: TeamRole;

  @Column({ type: 'timestamptz', name: 'joined_at' }) joinedAt: Date;
}
