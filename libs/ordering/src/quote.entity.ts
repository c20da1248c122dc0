import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DeliveryKind } from '@silkport/catalog';
import type { Locale, Rate, Translated } from '@silkport/values';

/** A line of a quote, with everything that an order will hold. */
export interface QuoteLine {
  readonly variantId: string;
  readonly variantName: Translated | null;
  readonly productId: string;
  readonly productCode: string;
  readonly productSlug: string;
  readonly productName: Translated;
  readonly merchantId: string;
  readonly merchantName: Translated;
  readonly clusterId: string;
  readonly taxonomyId: string;
  readonly deliveryKind: DeliveryKind;
  readonly digitallyDelivered: boolean;
  readonly isLimited: boolean;
  readonly quantity: number;
  readonly unitMinor: bigint;
  readonly totalMinor: bigint;
  readonly merchantCurrency: string;
  readonly merchantTotalMinor: bigint;
  readonly rate: Rate;
}

/** A price promised for half an hour. Its lines are one frozen document: they are only ever read together. */
@Entity({ schema: 'ordering', name: 'quotes' })
export class Quote {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'quotes_pkey' }) id: string;
  @Column({ type: 'char', length: 2 }) country: string;
  @Column({ type: 'char', length: 3 }) currency: string;
  @Column({ type: 'text' }) locale: Locale;
  @Column({ name: 'rate_set_id', type: 'uuid' }) rateSetId: string;
  @Column({ name: 'total_minor', type: 'bigint' }) totalMinor: bigint;
  @Column({ type: 'jsonb' }) lines: unknown;
  @Column({ name: 'quoted_at', type: 'timestamptz' }) quotedAt: Date;
  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt: Date;
}
