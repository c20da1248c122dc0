import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What data sets hold, what of them was read by query, and the decisions on whether their data may leave for a country/region. */
export class DataSets1764000000681 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE TABLE delivery.data_sets (
        product_id uuid CONSTRAINT data_sets_pkey PRIMARY KEY,
        merchant_id uuid NOT NULL,
        version text NOT NULL,
        version_hash text NOT NULL CONSTRAINT data_sets_version_hash_check CHECK (version_hash ~ '^[0-9a-f]{64}$'),
        tables jsonb NOT NULL,
        row_count bigint NOT NULL CONSTRAINT data_sets_row_count_check CHECK (row_count >= 0),
        row_quota bigint CONSTRAINT data_sets_row_quota_check CHECK (row_quota > 0),
        provenance jsonb NOT NULL,
        licence_terms jsonb NOT NULL,
        personal_data text NOT NULL CONSTRAINT data_sets_personal_data_check CHECK (personal_data IN ('none', 'anonymised', 'pseudonymised', 'personal')),
        examples jsonb NOT NULL,
        described_at timestamptz NOT NULL
      );
      CREATE TABLE delivery.data_set_meters (
        entitlement_id uuid CONSTRAINT data_set_meters_pkey PRIMARY KEY CONSTRAINT data_set_meters_entitlement_id_fkey REFERENCES delivery.entitlements (id),
        rows_returned bigint NOT NULL CONSTRAINT data_set_meters_rows_check CHECK (rows_returned >= 0),
        queries bigint NOT NULL
      );
      CREATE TABLE delivery.export_verdicts (
        id uuid CONSTRAINT export_verdicts_pkey PRIMARY KEY,
        product_id uuid NOT NULL,
        country char(2) NOT NULL,
        verdict text NOT NULL CONSTRAINT export_verdicts_verdict_check CHECK (verdict IN ('open', 'allowed', 'refused')),
        reason text NOT NULL,
        source text NOT NULL,
        decided_by uuid NOT NULL,
        decided_at timestamptz NOT NULL,
        superseded_at timestamptz
      );
      CREATE UNIQUE INDEX export_verdicts_in_force ON delivery.export_verdicts (product_id, country) WHERE superseded_at IS NULL;
      CREATE TABLE delivery.export_exemptions (
        product_id uuid CONSTRAINT export_exemptions_pkey PRIMARY KEY,
        reason text NOT NULL,
        decided_by uuid NOT NULL,
        decided_at timestamptz NOT NULL
      );
      CREATE INDEX entitlements_awaiting_verdict ON delivery.entitlements (product_id, buyer_country) WHERE 'verdict' = ANY (holds) AND state IN ('granted', 'active', 'suspended');
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
