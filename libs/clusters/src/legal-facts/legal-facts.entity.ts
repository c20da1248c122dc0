import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What the law calls a merchant, from an instant on. Rows are only added, the newest counts: what an old invoice said can still be told. What is not known is null. */
@Entity({ schema: 'clusters', name: 'merchant_legal_facts' })
@Index('merchant_legal_facts_newest', ['merchantId', 'validFrom', 'id'])
export class LegalFacts {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'merchant_legal_facts_pkey' }) id: string;
  @Column({ name: 'merchant_id', type: 'uuid' }) merchantId: string;
  /** As it is registered, in any script. */
  @Column({ name: 'legal_name', type: 'text', nullable: true }) legalName: string | null;
  /** Street, building and the like; empty where not known. */
  @Column({ name: 'street_lines', type: 'jsonb' }) streetLines: readonly string[];
  @Column({ name: 'postal_code', type: 'text', nullable: true }) postalCode: string | null;
  @Column({ type: 'text', nullable: true }) city: string | null;
  @Column({ type: 'text', nullable: true }) region: string | null;
  /** Of the registered seat: ISO 3166-1 alpha-2. */
  @Column({ type: 'char', length: 2, nullable: true }) country: string | null;
  /** In China the Unified Social Credit Code. */
  @Column({ name: 'registration_number', type: 'text', nullable: true }) registrationNumber: string | null;
  /** For value added tax, with its country's letters where it has them; in China the Unified Social Credit Code again. */
  @Column({ name: 'tax_id', type: 'text', nullable: true }) taxId: string | null;
  /** Where invoices and statements go. */
  @Column({ name: 'accounts_email', type: 'text', nullable: true }) accountsEmail: string | null;
  @Column({ name: 'valid_from', type: 'timestamptz' }) validFrom: Date;
  /** Null where the marketplace itself did. */
  @Column({ name: 'set_by', type: 'uuid', nullable: true }) setBy: string | null;
}
