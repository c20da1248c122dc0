import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Products of every kind of delivery. A variant can hold other variants: whoever orders it orders each of them, at a price for all. */
export class Bundles1764000000305 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      ALTER TABLE catalog.products DROP CONSTRAINT products_delivery_kind_check, ADD CONSTRAINT products_delivery_kind_check CHECK (delivery_kind IN
        ('download', 'licence-key', 'stream', 'api-access', 'data-set', 'subscription', 'course', 'booking', 'commission', 'service', 'parcel', 'bundle'));
      CREATE TABLE catalog.bundle_items (
        variant_id uuid NOT NULL,
        position smallint NOT NULL,
        item_variant_id uuid NOT NULL,
        CONSTRAINT bundle_items_pkey PRIMARY KEY (variant_id, position),
        CONSTRAINT no_bundle_holds_itself CHECK (variant_id <> item_variant_id)
      );
      CREATE INDEX bundle_items_item_variant_id ON catalog.bundle_items (item_variant_id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
