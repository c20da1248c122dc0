import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A product, and each variant of it, begins as a draft that its merchant alone sees. A number of stock-keeping is its merchant's own: two merchants may have the same. */
export class Drafts1764000000311 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      ALTER TABLE catalog.products ALTER COLUMN published_at DROP NOT NULL,
        DROP CONSTRAINT products_status_check, ADD CONSTRAINT products_status_check CHECK (status IN ('draft', 'published', 'withdrawn')),
        ADD CONSTRAINT only_drafts_were_never_published CHECK ((status = 'draft') = (published_at IS NULL));
      CREATE INDEX products_of_merchant ON catalog.products (merchant_id, id DESC);
      ALTER TABLE catalog.variants ADD COLUMN merchant_id uuid, ADD COLUMN is_draft boolean NOT NULL DEFAULT false;
      UPDATE catalog.variants v SET merchant_id = p.merchant_id FROM catalog.products p WHERE p.id = v.product_id;
      ALTER TABLE catalog.variants ALTER COLUMN merchant_id SET NOT NULL;
      DROP INDEX catalog.variants_sku_key;
      CREATE UNIQUE INDEX variants_sku_key ON catalog.variants (merchant_id, sku);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
