import type { Translated } from '@silkport/values';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Entitlement } from '../entitlements/entitlement.entity.js';

export const personalDataKinds = ['none', 'anonymised', 'pseudonymised', 'personal'] as const;
export type PersonalData = (typeof personalDataKinds)[number];

export interface DataColumn {
  readonly name: string;
  /** As SQL calls it: BIGINT, VARCHAR... */
  readonly type: string;
  readonly description: Translated | null;
}

/** What a cell is on the wire: numbers that a double cannot hold are decimal strings. */
export type Cell = string | number | boolean | null;

/** A file of a data set, by the name that queries call it by. */
export interface DataTable {
  readonly name: string;
  readonly assetId: string;
  readonly fileName: string;
  readonly format: 'csv' | 'parquet';
  readonly storageKey: string;
  /** Of the file, hexadecimal. */
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly rowCount: number;
  readonly columns: readonly DataColumn[];
  /** The first rows, for everybody to see. */
  readonly sample: readonly (readonly Cell[])[];
}

/** A file beside the tables, which no query reads: a code book, say. */
export interface CompanionFile {
  readonly assetId: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly sizeBytes: number;
}

export interface ExampleQuery { readonly title: Translated; readonly sql: string }

/** What the files of a product hold, as their merchant describes them: one version at a time. */
@Entity({ schema: 'delivery', name: 'data_sets' })
export class DataSet {
  @PrimaryColumn({ name: 'product_id', type: 'uuid', primaryKeyConstraintName: 'data_sets_pkey' }) productId: string;
  @Column({ name: 'merchant_id', type: 'uuid' }) merchantId: string;
  @Column({ type: 'text' }) version: string;
  /** SHA-256 over the hashes of its files, companions too, in the order of their names: what was bought can be proved by it. */
  @Column({ name: 'version_hash', type: 'text' }) versionHash: string;
  @Column({ type: 'jsonb' }) tables: readonly DataTable[];
  @Column({ type: 'jsonb', default: [] }) companions: readonly CompanionFile[];
  @Column({ name: 'row_count', type: 'bigint' }) rowCount: bigint;
  /** Rows that queries of one piece may return; null where it is delivered as files only. */
  @Column({ name: 'row_quota', type: 'bigint', nullable: true }) rowQuota: bigint | null;
  @Column({ type: 'jsonb' }) provenance: Translated;
  @Column({ name: 'licence_terms', type: 'jsonb' }) licenceTerms: Translated;
  @Column({ name: 'personal_data', type: 'text' }) personalData: PersonalData;
  @Column({ type: 'jsonb' }) examples: readonly ExampleQuery[];
  @Column({ name: 'described_at', type: 'timestamptz' }) describedAt: Date;
}

/** How many rows queries of an entitlement have returned. */
@Entity({ schema: 'delivery', name: 'data_set_meters' })
export class DataSetMeter {
  @ForeignKey(() => Entitlement, { name: 'data_set_meters_entitlement_id_fkey' })
  @PrimaryColumn({ name: 'entitlement_id', type: 'uuid', primaryKeyConstraintName: 'data_set_meters_pkey' })
  entitlementId: string;
  @Column({ name: 'rows_returned', type: 'bigint' }) rowsReturned: bigint;
  @Column({ type: 'bigint' }) queries: bigint;
  /** As many as a piece had before its merchant lowered them: what was sold keeps them. */
  @Column({ name: 'quota_of_piece', type: 'bigint', nullable: true }) quotaOfPiece: bigint | null;
}
