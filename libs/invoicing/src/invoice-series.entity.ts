import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The last number of an issuer's series in a year. It goes up in the transaction that issues: one that is rolled back leaves no gap. */
@Entity({ schema: 'invoicing', name: 'series' })
export class InvoiceSeries {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'series_pkey' }) issuer: string;
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'series_pkey' }) series: string;
  @PrimaryColumn({ type: 'smallint', primaryKeyConstraintName: 'series_pkey' }) year: number;
  @Column({ name: 'last_sequence', type: 'integer' }) lastSequence: number;
}
