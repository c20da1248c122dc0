import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Prices for one market and for a while. A price that is over stays as a row: it is what was asked then. */
export class ListPrices1764000000302 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE EXTENSION IF NOT EXISTS btree_gist SCHEMA public;
      ALTER TABLE catalog.prices
        ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid(), ADD COLUMN market char(2), ADD COLUMN valid_from timestamptz, ADD COLUMN valid_to timestamptz;
      ALTER TABLE catalog.prices ALTER COLUMN id DROP DEFAULT, DROP CONSTRAINT prices_pkey, ADD CONSTRAINT prices_pkey PRIMARY KEY (id),
        ADD CONSTRAINT prices_are_valid_for_a_while CHECK (valid_from < valid_to),
        ADD CONSTRAINT main_prices_are_for_every_market CHECK (NOT is_main OR market IS NULL),
        ADD CONSTRAINT prices_never_overlap
          EXCLUDE USING gist (variant_id WITH =, currency WITH =, (coalesce(market, '')) WITH =, tstzrange(valid_from, valid_to) WITH &&);
      CREATE INDEX prices_variant_id ON catalog.prices (variant_id);
      UPDATE catalog.products p SET from_prices = jsonb_build_array(
        (SELECT jsonb_agg(jsonb_build_object('c', e.key, 'a', e.value) ORDER BY e.key <> p.main_currency, e.key) FROM jsonb_each_text(p.from_prices) e));
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
