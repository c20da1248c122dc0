import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What each holder of a seat did is told apart from what the one before did, and keys that somebody else knows are no longer the seat's. A key is
 * unique in its product, which look-ups name; of pools that nothing was ever sold of the product is not known until keys are added to them.
 */
export class FollowHands1764000000748 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      ALTER TABLE delivery.entitlements ADD COLUMN generation integer NOT NULL DEFAULT 0 CONSTRAINT entitlements_generation_check CHECK (generation >= 0);
      UPDATE delivery.entitlements e SET generation = s.generation FROM delivery.seat_holders s WHERE s.entitlement_id = e.id;

      ALTER TABLE delivery.lesson_progress ADD COLUMN generation integer NOT NULL DEFAULT 0;
      UPDATE delivery.lesson_progress p SET generation = e.generation FROM delivery.entitlements e WHERE e.id = p.entitlement_id AND e.generation > 0;
      ALTER TABLE delivery.lesson_progress ALTER COLUMN generation DROP DEFAULT, DROP CONSTRAINT lesson_progress_pkey, ADD CONSTRAINT lesson_progress_pkey PRIMARY KEY (entitlement_id, generation, lesson_id);
      ALTER TABLE delivery.certificates ADD COLUMN generation integer NOT NULL DEFAULT 0;
      UPDATE delivery.certificates c SET generation = e.generation FROM delivery.entitlements e WHERE e.id = c.entitlement_id AND e.generation > 0;
      ALTER TABLE delivery.certificates ALTER COLUMN generation DROP DEFAULT, DROP CONSTRAINT certificates_entitlement_id_key, ADD CONSTRAINT certificates_entitlement_id_generation_key UNIQUE (entitlement_id, generation);
      ALTER TABLE delivery.download_progress ADD COLUMN earlier_count integer NOT NULL DEFAULT 0;

      ALTER TABLE delivery.licence_keys ADD COLUMN product_id uuid, ADD COLUMN retired_at timestamptz, ADD COLUMN known_at timestamptz, ADD COLUMN awaits_holder boolean NOT NULL DEFAULT false;
      UPDATE delivery.licence_keys k SET product_id = v.product_id
      FROM (SELECT DISTINCT ON (variant_id) variant_id, product_id FROM (SELECT variant_id, product_id FROM delivery.entitlements UNION SELECT variant_id, product_id FROM delivery.key_plans) AS known ORDER BY variant_id) AS v
      WHERE v.variant_id = k.variant_id;
      ALTER TABLE delivery.licence_keys
        DROP CONSTRAINT licence_keys_key_key, DROP CONSTRAINT licence_keys_key_hash_key,
        ADD CONSTRAINT licence_keys_product_id_key_key UNIQUE (product_id, key), ADD CONSTRAINT licence_keys_variant_id_key_key UNIQUE (variant_id, key),
        ADD CONSTRAINT only_given_keys_are_retired CHECK (retired_at IS NULL OR entitlement_id IS NOT NULL),
        ADD CONSTRAINT who_is_waited_for_is_not_alone CHECK (NOT awaits_holder OR known_at IS NOT NULL);
      CREATE INDEX licence_keys_key_hash ON delivery.licence_keys (key_hash);
      ALTER TABLE delivery.licence_machines ADD COLUMN is_former boolean NOT NULL DEFAULT false;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
