import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files come by resumable uploads, are checked, and are published with releases. */
export class ReleasesAndUploads1764000000660 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE TABLE delivery.releases (
        id uuid CONSTRAINT releases_pkey PRIMARY KEY,
        product_id uuid NOT NULL,
        merchant_id uuid NOT NULL,
        version text NOT NULL,
        notes jsonb NOT NULL,
        reaches_holders boolean NOT NULL,
        published_at timestamptz NOT NULL,
        CONSTRAINT releases_product_id_version_key UNIQUE (product_id, version)
      );
      CREATE INDEX releases_product_id ON delivery.releases (product_id, published_at);
      CREATE TABLE delivery.release_terms (
        product_id uuid CONSTRAINT release_terms_pkey PRIMARY KEY,
        gives_updates boolean NOT NULL DEFAULT true
      );
      ALTER TABLE delivery.assets
        ADD COLUMN release_id uuid CONSTRAINT assets_release_id_fkey REFERENCES delivery.releases (id),
        ADD COLUMN locale text,
        ADD COLUMN platform text,
        ADD COLUMN chunk_sha256 bytea CONSTRAINT assets_chunk_sha256_check CHECK (length(chunk_sha256) % 32 = 0),
        ADD COLUMN reaches_holders boolean NOT NULL DEFAULT true,
        ADD COLUMN superseded_at timestamptz,
        ADD COLUMN withdrawn_at timestamptz;
      CREATE INDEX assets_release_id ON delivery.assets (release_id);
      CREATE TABLE delivery.uploads (
        id uuid CONSTRAINT uploads_pkey PRIMARY KEY,
        merchant_id uuid NOT NULL,
        product_id uuid NOT NULL,
        file_name text NOT NULL,
        content_type text NOT NULL,
        size_bytes bigint NOT NULL CONSTRAINT uploads_size_bytes_check CHECK (size_bytes > 0 AND size_bytes <= 9007199254740991),
        state text NOT NULL CONSTRAINT uploads_state_check CHECK (state IN ('receiving', 'received', 'checking', 'ready', 'refused', 'published')),
        reason text,
        detail text,
        sha256 text,
        chunk_sha256 bytea,
        scanner text,
        storage_key text NOT NULL CONSTRAINT uploads_storage_key_key UNIQUE,
        created_at timestamptz NOT NULL,
        received_at timestamptz,
        checked_at timestamptz,
        writer uuid,
        writer_until timestamptz,
        is_writer_awaited boolean NOT NULL DEFAULT false,
        CONSTRAINT refused_uploads_say_why CHECK ((state = 'refused') = (reason IS NOT NULL)),
        CONSTRAINT ready_uploads_were_checked CHECK (state NOT IN ('ready', 'published') OR (sha256 IS NOT NULL AND checked_at IS NOT NULL)),
        CONSTRAINT writers_have_an_end CHECK ((writer IS NULL) = (writer_until IS NULL))
      );
      CREATE INDEX uploads_product_id ON delivery.uploads (product_id, id);
      CREATE INDEX uploads_unfinished ON delivery.uploads (merchant_id) WHERE state NOT IN ('refused', 'published');
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
