import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Entitlement } from '../entitlements/entitlement.entity.js';

export type CallOutcome = 'through' | 'rate' | 'quota';

/** What has been taken of an entitlement's quota, and how often in the running second and minute. Each call locks this one row. */
@Entity({ schema: 'delivery', name: 'api_meters' })
export class ApiMeter {
  @ForeignKey(() => Entitlement, { name: 'api_meters_entitlement_id_fkey' })
  @PrimaryColumn({ name: 'entitlement_id', type: 'uuid', primaryKeyConstraintName: 'api_meters_pkey' })
  entitlementId: string;
  @Column({ name: 'period_at', type: 'timestamptz' }) periodAt: Date;
  /** Of the period's quota. */
  @Column({ name: 'used_units', type: 'bigint', default: 0 }) usedUnits: bigint;
  /** What is left of top-ups; it is taken when the period's quota is used up. */
  @Column({ name: 'extra_units', type: 'bigint', default: 0 }) extraUnits: bigint;
  @Column({ name: 'second_at', type: 'timestamptz' }) secondAt: Date;
  @Column({ name: 'second_calls', type: 'integer', default: 0 }) secondCalls: number;
  @Column({ name: 'minute_at', type: 'timestamptz' }) minuteAt: Date;
  @Column({ name: 'minute_calls', type: 'integer', default: 0 }) minuteCalls: number;
  /** Of the last call: the statement that counts it tells it by this. */
  @Column({ type: 'text', default: 'through' }) outcome: CallOutcome;
}

/** Calls by hour, scope and country/region. */
@Entity({ schema: 'delivery', name: 'api_usage' })
@Index('api_usage_hour', ['hour'])
export class ApiUsage {
  @ForeignKey(() => Entitlement, { name: 'api_usage_entitlement_id_fkey' })
  @PrimaryColumn({ name: 'entitlement_id', type: 'uuid', primaryKeyConstraintName: 'api_usage_pkey' })
  entitlementId: string;
  @PrimaryColumn({ type: 'timestamptz', primaryKeyConstraintName: 'api_usage_pkey' }) hour: Date;
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'api_usage_pkey' }) scope: string;
  /** Empty where the request did not tell it. */
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'api_usage_pkey' }) country: string;
  /** Let through, those that were given back too. */
  @Column({ type: 'bigint', default: 0 }) calls: bigint;
  @Column({ type: 'bigint', default: 0 }) units: bigint;
  /** For their rate or quota. */
  @Column({ type: 'bigint', default: 0 }) refused: bigint;
  /** Calls whose upstream failed. */
  @Column({ name: 'given_back', type: 'bigint', default: 0 }) givenBack: bigint;
  /** How many of `calls` are in the log of accesses. */
  @Column({ name: 'noted_calls', type: 'bigint', default: 0 }) notedCalls: bigint;
}

/** Units that were bought to go on; see docs/decisions/0017-api-access.md. */
@Entity({ schema: 'delivery', name: 'api_top_ups' })
@Index('api_top_ups_target_id', ['targetId'])
export class ApiTopUp {
  @ForeignKey(() => Entitlement, { name: 'api_top_ups_entitlement_id_fkey' })
  @PrimaryColumn({ name: 'entitlement_id', type: 'uuid', primaryKeyConstraintName: 'api_top_ups_pkey' })
  entitlementId: string;
  @Column({ type: 'bigint' }) units: bigint;
  @Column({ name: 'piece_units', type: 'bigint' }) pieceUnits: bigint;
  /** Whose quota they joined; its own where the buyer had none. Null until that is found. */
  @ForeignKey(() => Entitlement, { name: 'api_top_ups_target_id_fkey' })
  @Column({ name: 'target_id', type: 'uuid', nullable: true })
  targetId: string | null;
  /** How many could be taken off again when it was stopped. */
  @Column({ name: 'taken_units', type: 'bigint', default: 0 }) takenUnits: bigint;
  @Column({ name: 'is_withheld', type: 'boolean', default: false }) isWithheld: boolean;
  @Column({ name: 'bought_at', type: 'timestamptz' }) boughtAt: Date;
  @Column({ name: 'applied_at', type: 'timestamptz', nullable: true }) appliedAt: Date | null;
}
