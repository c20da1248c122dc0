import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Translated } from '@silkport/values';
import { Entitlement } from '../entitlements/entitlement.entity.js';
import type { BriefQuestion, PlannedMilestone } from './commission-plan.js';

/** How work of a variant is ordered and paid for, by its merchant. Orders keep the plan that they were bought under. */
@Entity({ schema: 'delivery', name: 'commission_plans' })
export class CommissionPlan {
  @PrimaryColumn({ name: 'variant_id', type: 'uuid', primaryKeyConstraintName: 'commission_plans_pkey' }) variantId: string;
  @Column({ name: 'product_id', type: 'uuid' }) productId: string;
  @Column({ name: 'merchant_id', type: 'uuid' }) merchantId: string;
  @Column({ type: 'jsonb' }) questions: BriefQuestion[];
  @Column({ type: 'jsonb' }) milestones: PlannedMilestone[];
  @Column({ name: 'accept_days', type: 'integer' }) acceptDays: number;
  @Column({ name: 'change_rounds', type: 'integer' }) changeRounds: number;
  @Column({ name: 'set_at', type: 'timestamptz' }) setAt: Date;
}

/** Work that was bought, by the plan of that time. */
@Entity({ schema: 'delivery', name: 'commissions' })
@Index('commissions_merchant_id', ['merchantId', 'entitlementId'])
@Index('commissions_without_brief', ['briefBy'], { where: '(brief_given_at IS NULL)' })
export class Commission {
  @ForeignKey(() => Entitlement, { name: 'commissions_entitlement_id_fkey' })
  @PrimaryColumn({ name: 'entitlement_id', type: 'uuid', primaryKeyConstraintName: 'commissions_pkey' })
  entitlementId: string;
  @Column({ name: 'order_id', type: 'uuid' }) orderId: string;
  @Column({ name: 'order_line_id', type: 'uuid' }) orderLineId: string;
  @Column({ name: 'product_id', type: 'uuid' }) productId: string;
  @Column({ name: 'merchant_id', type: 'uuid' }) merchantId: string;
  @Column({ type: 'jsonb' }) questions: BriefQuestion[];
  @Column({ name: 'accept_days', type: 'integer' }) acceptDays: number;
  @Column({ name: 'change_rounds', type: 'integer' }) changeRounds: number;
  /** By the questions' ids; null until the brief is given. */
  @Column({ type: 'jsonb', nullable: true }) answers: Record<string, string> | null;
  @Column({ name: 'brief_given_at', type: 'timestamptz', nullable: true }) briefGivenAt: Date | null;
  /** Without a brief by then the work is cancelled and paid back. */
  @Column({ name: 'brief_by', type: 'timestamptz' }) briefBy: Date;
  /** How often the buyer was reminded of it. */
  @Column({ name: 'brief_reminders', type: 'integer', default: 0 }) briefReminders: number;
}

export const milestoneStates = ['open', 'handed_over', 'changes_asked', 'accepted', 'disputed', 'refunded', 'cancelled'] as const;
/** `open`: being worked on. `refunded`: its share went back by an admin's decision. `cancelled`: the work was given up, or all of the line's money went back. */
export type MilestoneState = (typeof milestoneStates)[number];

@Entity({ schema: 'delivery', name: 'milestones' })
@Unique('milestones_entitlement_id_position_key', ['entitlementId', 'position'])
@Index('milestones_to_accept', ['acceptBy'], { where: "(state = 'handed_over'::text)" })
@Index('milestones_disputed', ['changedAt'], { where: "(state = 'disputed'::text)" })
@Check('milestones_share_check', '((0 <= from_share) AND (from_share < to_share) AND (to_share <= 10000))')
export class Milestone {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'milestones_pkey' }) id: string;
  @ForeignKey(() => Commission, { name: 'milestones_entitlement_id_fkey' })
  @Column({ name: 'entitlement_id', type: 'uuid' })
  entitlementId: string;
  /** From 1 on. */
  @Column({ type: 'integer' }) position: number;
  @Column({ type: 'jsonb' }) name: Translated;
  /** Its part of the line: from and to which of ten thousand. */
  @Column({ name: 'from_share', type: 'integer' }) fromShare: number;
  @Column({ name: 'to_share', type: 'integer' }) toShare: number;
  @Column({ name: 'due_days', type: 'integer' }) dueDays: number;
  @Column({ type: 'text' }) state: MilestoneState;
  @Column({ name: 'rounds_used', type: 'integer', default: 0 }) roundsUsed: number;
  /** When it counts as accepted where nothing is said. */
  @Column({ name: 'accept_by', type: 'timestamptz', nullable: true }) acceptBy: Date | null;
  @Column({ name: 'accepted_at', type: 'timestamptz', nullable: true }) acceptedAt: Date | null;
  @Column({ name: 'changed_at', type: 'timestamptz' }) changedAt: Date;
}

export const noteKinds = ['handed_over', 'changes_asked', 'accepted', 'accepted_by_time', 'disputed', 'released', 'refunded', 'cancelled'] as const;
export type NoteKind = (typeof noteKinds)[number];

/** What was said and done about a milestone, by whom. Append-only. */
@Entity({ schema: 'delivery', name: 'milestone_notes' })
@Index('milestone_notes_milestone_id', ['milestoneId', 'id'])
export class MilestoneNote {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'milestone_notes_pkey' }) id: string;
  @ForeignKey(() => Milestone, { name: 'milestone_notes_milestone_id_fkey' })
  @Column({ name: 'milestone_id', type: 'uuid' })
  milestoneId: string;
  @Column({ type: 'text' }) kind: NoteKind;
  @Column({ type: 'text' }) author: 'buyer' | 'merchant' | 'admin' | 'time';
  @Column({ type: 'text' }) words: string;
  @Column({ name: 'noted_at', type: 'timestamptz' }) notedAt: Date;
}

/** A file that was handed over for one order, which nobody else gets. It was checked as every upload is. */
@Entity({ schema: 'delivery', name: 'commission_files' })
@Unique('commission_files_storage_key_key', ['storageKey'])
@Index('commission_files_note_id', ['noteId'])
export class CommissionFile {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'commission_files_pkey' }) id: string;
  @ForeignKey(() => MilestoneNote, { name: 'commission_files_note_id_fkey' })
  @Column({ name: 'note_id', type: 'uuid' })
  noteId: string;
  @Column({ name: 'file_name', type: 'text' }) fileName: string;
  @Column({ name: 'content_type', type: 'text' }) contentType: string;
  @Column({ name: 'size_bytes', type: 'bigint' }) sizeBytes: bigint;
  @Column({ type: 'text' }) sha256: string;
  @Column({ name: 'storage_key', type: 'text' }) storageKey: string;
  @Column({ name: 'added_at', type: 'timestamptz' }) addedAt: Date;
}
