import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCatalog1764000000300 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE TABLE catalog.products (
        id uuid PRIMARY KEY,
        code text NOT NULL,
        slug text NOT NULL,
        merchant_id uuid NOT NULL,
        merchant_name jsonb NOT NULL,
        merchant_slug text NOT NULL,
        cluster_id text NOT NULL,
        taxonomy_id text NOT NULL,
        taxonomy_path text[] NOT NULL,
        delivery_kind text NOT NULL CHECK (delivery_kind IN ('download', 'licence-key', 'service', 'parcel')),
        digitally_delivered boolean NOT NULL,
        unit text NOT NULL,
        status text NOT NULL CHECK (status IN ('published', 'withdrawn')),
        name jsonb NOT NULL,
        description jsonb NOT NULL,
        tags jsonb NOT NULL,
        from_prices jsonb NOT NULL,
        main_currency char(3) NOT NULL,
        from_price_minor bigint NOT NULL,
        variant_count smallint NOT NULL,
        published_at timestamptz NOT NULL,
        search tsvector NOT NULL,
        search_text text NOT NULL,
        CONSTRAINT parcels_are_never_delivered_digitally CHECK (NOT (digitally_delivered AND delivery_kind = 'parcel'))
      );
      CREATE UNIQUE INDEX products_slug_key ON catalog.products (slug);
      CREATE UNIQUE INDEX products_code_key ON catalog.products (code);
      CREATE INDEX products_merchant_id ON catalog.products (merchant_id);
      CREATE INDEX products_listed ON catalog.products (published_at DESC, id DESC) WHERE status = 'published';
      CREATE INDEX products_listed_by_cluster ON catalog.products (cluster_id, published_at DESC, id DESC) WHERE status = 'published';
      CREATE INDEX products_listed_by_price ON catalog.products (from_price_minor, id) WHERE status = 'published';
      CREATE INDEX products_taxonomy_path ON catalog.products USING gin (taxonomy_path) WHERE status = 'published';
      CREATE INDEX products_search ON catalog.products USING gin (search) WHERE status = 'published';
      CREATE INDEX products_search_text ON catalog.products USING gin (search_text gin_trgm_ops) WHERE status = 'published';
      CREATE TABLE catalog.variants (
        id uuid PRIMARY KEY,
        product_id uuid NOT NULL REFERENCES catalog.products (id),
        sku text NOT NULL,
        name jsonb NOT NULL,
        position smallint NOT NULL,
        weight_grams integer
      );
      CREATE INDEX variants_product_id ON catalog.variants (product_id);
      CREATE UNIQUE INDEX variants_sku_key ON catalog.variants (sku);
      CREATE TABLE catalog.prices (
        variant_id uuid NOT NULL REFERENCES catalog.variants (id),
        currency char(3) NOT NULL,
        amount_minor bigint NOT NULL CHECK (amount_minor > 0),
        is_main boolean NOT NULL,
        PRIMARY KEY (variant_id, currency)
      );
      CREATE TABLE catalog.stock (
        variant_id uuid PRIMARY KEY REFERENCES catalog.variants (id),
        available integer NOT NULL CHECK (available >= 0)
      );
      CREATE TABLE catalog.stock_holds (
        order_id uuid NOT NULL,
        variant_id uuid NOT NULL REFERENCES catalog.variants (id),
        quantity integer NOT NULL CHECK (quantity > 0),
        PRIMARY KEY (order_id, variant_id)
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
