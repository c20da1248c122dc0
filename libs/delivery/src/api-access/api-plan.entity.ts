import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** When the quota begins anew: never, or at midnight or the first of the month in UTC. */
export const quotaPeriods = ['purchase', 'day', 'month'] as const;
export type QuotaPeriod = (typeof quotaPeriods)[number];

/** What some calls are called, and what each of them costs. */
export interface ApiScope {
  readonly name: string;
  /** In capitals: GET, POST... */
  readonly methods: readonly string[];
  /** Of the path behind the gateway's: the longest that fits decides. */
  readonly path: string;
  /** What one call takes of the quota. */
  readonly units: number;
}

/** What a variant gives of its merchant's API. */
@Entity({ schema: 'delivery', name: 'api_plans' })
@Index('api_plans_product_id', ['productId'])
export class ApiPlan {
  @PrimaryColumn({ name: 'variant_id', type: 'uuid', primaryKeyConstraintName: 'api_plans_pkey' }) variantId: string;
  @Column({ name: 'product_id', type: 'uuid' }) productId: string;
  @Column({ name: 'merchant_id', type: 'uuid' }) merchantId: string;
  /** Its units join what the buyer has of the same product. */
  @Column({ name: 'is_top_up', type: 'boolean' }) isTopUp: boolean;
  /** For each piece bought; null where nothing is counted down. */
  @Column({ name: 'quota_units', type: 'bigint', nullable: true }) quotaUnits: bigint | null;
  @Column({ name: 'quota_period', type: 'text' }) quotaPeriod: QuotaPeriod;
  @Column({ name: 'per_second', type: 'integer', nullable: true }) perSecond: number | null;
  @Column({ name: 'per_minute', type: 'integer', nullable: true }) perMinute: number | null;
  /** From the day on which it can be used first; null where it has no end. */
  @Column({ name: 'valid_days', type: 'integer', nullable: true }) validDays: number | null;
  /** Where the merchant's API answers, without a slash at the end; null where its own gateway asks ours. */
  @Column({ name: 'upstream_url', type: 'text', nullable: true }) upstreamUrl: string | null;
  @Column({ type: 'jsonb' }) scopes: readonly ApiScope[];
  @Column({ name: 'set_at', type: 'timestamptz' }) setAt: Date;
}
