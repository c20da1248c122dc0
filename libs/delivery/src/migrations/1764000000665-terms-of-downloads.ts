import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often a file may be downloaded whole, files that carry their order's number, and links that end when access is stopped. */
export class TermsOfDownloads1764000000665 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      ALTER TABLE delivery.entitlements ADD COLUMN links_valid_from timestamptz;
      ALTER TABLE delivery.download_progress ADD COLUMN started_bytes bigint NOT NULL DEFAULT 0;
      CREATE TABLE delivery.download_terms (
        product_id uuid CONSTRAINT download_terms_pkey PRIMARY KEY,
        merchant_id uuid NOT NULL,
        completed_limit integer CONSTRAINT download_terms_limit_check CHECK (completed_limit > 0),
        stamps_order_number boolean NOT NULL,
        set_at timestamptz NOT NULL
      );
      CREATE TABLE delivery.stamped_files (
        entitlement_id uuid NOT NULL CONSTRAINT stamped_files_entitlement_id_fkey REFERENCES delivery.entitlements (id),
        asset_id uuid NOT NULL CONSTRAINT stamped_files_asset_id_fkey REFERENCES delivery.assets (id),
        storage_key text NOT NULL CONSTRAINT stamped_files_storage_key_key UNIQUE,
        size_bytes bigint NOT NULL CONSTRAINT stamped_files_size_bytes_check CHECK (size_bytes > 0),
        sha256 text NOT NULL CONSTRAINT stamped_files_sha256_check CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        stamped_at timestamptz NOT NULL,
        CONSTRAINT stamped_files_pkey PRIMARY KEY (entitlement_id, asset_id)
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
