import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Entitlement } from '../entitlements/entitlement.entity.js';
import type { ApiScope, QuotaPeriod } from './api-plan.entity.js';

/** What a plan gave when access was bought: its merchant may give more later, and takes nothing of it back. None of a subscription, whose plan is the one of its running period. */
@Entity({ schema: 'delivery', name: 'api_terms' })
export class ApiTerms {
  @ForeignKey(() => Entitlement, { name: 'api_terms_entitlement_id_fkey' })
  @PrimaryColumn({ name: 'entitlement_id', type: 'uuid', primaryKeyConstraintName: 'api_terms_pkey' })
  entitlementId: string;
  /** For each piece; null where nothing is counted down. */
  @Column({ name: 'quota_units', type: 'bigint', nullable: true }) quotaUnits: bigint | null;
  @Column({ name: 'quota_period', type: 'text' }) quotaPeriod: QuotaPeriod;
  @Column({ type: 'jsonb' }) scopes: readonly ApiScope[];
}
