import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import type { KeyTerms } from './key-terms.js';

export const keySources = ['pool', 'generated'] as const;
/** `pool`: taken from what the merchant has imported; `generated`: made when it is sold. */
export type KeySource = (typeof keySources)[number];

/** What the buyers of a variant get as keys from now on. A variant of the kind `licence-key` without a plan has a pool and plain terms. */
@Entity({ schema: 'delivery', name: 'key_plans' })
@Check('key_plans_source_check', "(source = ANY (ARRAY['pool'::text, 'generated'::text]))")
@Check('generated_keys_have_a_pattern', "((source = 'generated'::text) = (pattern IS NOT NULL))")
@Check('key_plans_validity_days_check', '(validity_days > 0)')
export class KeyPlan {
  @PrimaryColumn({ name: 'variant_id', type: 'uuid', primaryKeyConstraintName: 'key_plans_pkey' }) variantId: string;
  @Column({ name: 'product_id', type: 'uuid' }) productId: string;
  @Column({ name: 'merchant_id', type: 'uuid' }) merchantId: string;
  @Column({ type: 'text' }) source: KeySource;
  /** See `generateKey`. */
  @Column({ type: 'text', nullable: true }) pattern: string | null;
  @Column({ type: 'jsonb' }) terms: KeyTerms;
  /** From the grant on; null for ever. */
  @Column({ name: 'validity_days', type: 'integer', nullable: true }) validityDays: number | null;
  @Column({ name: 'changed_at', type: 'timestamptz' }) changedAt: Date;
}
