import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { DocumentKind, InvoiceDocument, Purpose } from './documents/invoice-document.js';

/** An invoice or credit note as it was issued. Rows are only ever added; the database refuses all else. */
@Entity({ schema: 'invoicing', name: 'invoices' })
@Unique('invoices_number_key', ['issuer', 'number'])
@Unique('invoices_sequence_key', ['issuer', 'series', 'year', 'sequence'])
@Unique('invoices_source_key', ['sourceKey', 'issuer'])
@Index('invoices_order_id', ['orderId'])
@Index('invoices_merchant_id', ['merchantId', 'id'])
@Index('invoices_issuer_issued_on', ['issuer', 'issuedOn', 'id'])
@Index('invoices_issued_on', ['issuedOn', 'id'])
export class Invoice {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'invoices_pkey' }) id: string;
  @Column({ type: 'text' }) kind: DocumentKind;
  @Column({ type: 'text' }) purpose: Purpose;
  /** `operator`, or a merchant's id. */
  @Column({ type: 'text' }) issuer: string;
  /** Whose goods it is about, or who is billed for commission; null where several merchants share a document of the operator. */
  @Column({ name: 'merchant_id', type: 'uuid', nullable: true }) merchantId: string | null;
  @Column({ type: 'text' }) series: string;
  @Column({ type: 'smallint' }) year: number;
  @Column({ type: 'integer' }) sequence: number;
  @Column({ type: 'text' }) number: string;
  /** What it was issued for: `order:<id>`, `refund:<id>`, `commission:<merchant>:<period>:<currency>`. */
  @Column({ name: 'source_key', type: 'text' }) sourceKey: string;
  @Column({ name: 'order_id', type: 'uuid', nullable: true }) orderId: string | null;
  @Column({ name: 'corrects_id', type: 'uuid', nullable: true }) correctsId: string | null;
  @Column({ name: 'issued_on', type: 'date' }) issuedOn: string;
  @Column({ type: 'char', length: 3 }) currency: string;
  @Column({ name: 'tax_minor', type: 'bigint' }) taxMinor: bigint;
  @Column({ name: 'total_minor', type: 'bigint' }) totalMinor: bigint;
  @Column({ type: 'jsonb' }) document: InvoiceDocument;
  @Column({ name: 'recorded_at', type: 'timestamptz', default: () => 'now()' }) recordedAt: Date;
}
