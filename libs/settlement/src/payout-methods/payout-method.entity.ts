import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

export type PayoutMethodKind = 'stripe' | 'bank_account';

/** Where a merchant wants its money. Rows are only added, the newest counts: what an old pay-out was sent to can still be told. */
@Entity({ schema: 'settlement', name: 'payout_methods' })
@Index('payout_methods_merchant', ['merchantId', 'setAt'])
export class PayoutMethod {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'payout_methods_pkey' }) id: string;
  @Column({ name: 'merchant_id', type: 'uuid' }) merchantId: string;
  @Column({ type: 'text' }) kind: PayoutMethodKind;
  /** Of the account: ISO 3166-1 alpha-2. */
  @Column({ type: 'char', length: 2 }) country: string;
  @Column({ name: 'holder_name', type: 'text', nullable: true }) holderName: string | null;
  @Column({ type: 'text', nullable: true }) iban: string | null;
  /** Where the country/region has no IBAN. */
  @Column({ name: 'account_number', type: 'text', nullable: true }) accountNumber: string | null;
  /** BIC, or in China the bank's twelve digits in CNAPS. */
  @Column({ name: 'bank_code', type: 'text', nullable: true }) bankCode: string | null;
  @Column({ name: 'bank_name', type: 'text', nullable: true }) bankName: string | null;
  @Column({ name: 'set_at', type: 'timestamptz' }) setAt: Date;
  @Column({ name: 'set_by', type: 'uuid' }) setBy: string;
}

/** How a merchant's account at the payment provider stands, as the provider last told. */
@Entity({ schema: 'settlement', name: 'connected_accounts' })
export class ProviderStanding {
  @PrimaryColumn({ name: 'merchant_id', type: 'uuid', primaryKeyConstraintName: 'connected_accounts_pkey' }) merchantId: string;
  @Column({ name: 'account_id', type: 'text' }) accountId: string;
  @Column({ name: 'can_receive', type: 'boolean' }) canReceive: boolean;
  /** What the provider still asks for, by its own names. */
  @Column({ type: 'jsonb' }) requirements: readonly string[];
  @Column({ name: 'changed_at', type: 'timestamptz' }) changedAt: Date;
}
