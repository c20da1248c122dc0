import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How far a list of Stripe's has been read. */
@Entity({ schema: 'payments', name: 'imports' })
export class Import {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'imports_pkey' }) name: string;
  /** By Stripe's clock: everything that was made before it has been read once. */
  @Column({ name: 'imported_until', type: 'timestamptz' }) importedUntil: Date;
}
