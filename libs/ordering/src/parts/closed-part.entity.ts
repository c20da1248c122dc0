import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** A part of a line that was accepted, or is not handed over any more, and what it was worth then. Append-only. */
@Entity({ schema: 'ordering', name: 'closed_parts' })
@Check('closed_parts_shares_check', '(shares > 0)')
@Check('closed_parts_result_check', "(result = ANY (ARRAY['delivered'::text, 'undeliverable'::text]))")
@Check('closed_parts_amounts_check', '((total_minor >= 0) AND (payable_minor >= 0))')
export class ClosedPart {
  @PrimaryColumn({ name: 'line_id', type: 'uuid', primaryKeyConstraintName: 'closed_parts_pkey' }) lineId: string;
  @PrimaryColumn({ name: 'part_id', type: 'uuid', primaryKeyConstraintName: 'closed_parts_pkey' }) partId: string;
  /** Of as many as all parts of the line have together. */
  @Column({ type: 'integer' }) shares: number;
  @Column({ type: 'text' }) result: 'delivered' | 'undeliverable';
  /** In the order's currency: what the buyer paid for it, or got back. */
  @Column({ name: 'total_minor', type: 'bigint' }) totalMinor: bigint;
  /** In the merchant's. */
  @Column({ name: 'payable_minor', type: 'bigint' }) payableMinor: bigint;
  @Column({ name: 'closed_at', type: 'timestamptz' }) closedAt: Date;
}
