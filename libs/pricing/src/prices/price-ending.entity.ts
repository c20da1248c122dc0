import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EndingDirection } from '../rates/rate-table.js';

/** How a merchant rounds the prices that are converted to a currency. */
@Entity({ schema: 'pricing', name: 'price_endings' })
export class MerchantPriceEnding {
  @PrimaryColumn({ name: 'merchant_id', type: 'uuid', primaryKeyConstraintName: 'price_endings_pkey' }) merchantId: string;
  @PrimaryColumn({ type: 'char', length: 3, primaryKeyConstraintName: 'price_endings_pkey' }) currency: string;
  @Column({ name: 'step_minor', type: 'bigint' }) stepMinor: bigint;
  @Column({ name: 'ending_minor', type: 'bigint' }) endingMinor: bigint;
  @Column({ type: 'text' }) direction: EndingDirection;
  @Column({ name: 'changed_at', type: 'timestamptz' }) changedAt: Date;
}
