import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Plans of keys, the machines that keys are used on, and the key pairs that licence files are signed with. Who was given a key before has seen it. */
export class KeepLicences1764000000670 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      ALTER TABLE delivery.licence_keys
        ADD COLUMN key_hash bytea,
        ADD COLUMN is_generated boolean NOT NULL DEFAULT false,
        ADD COLUMN terms jsonb,
        ADD COLUMN shown_at timestamptz,
        ADD COLUMN files_issued integer NOT NULL DEFAULT 0;
      UPDATE delivery.licence_keys SET key_hash = sha256(convert_to(key, 'UTF8')), shown_at = issued_at;
      ALTER TABLE delivery.licence_keys
        ALTER COLUMN key_hash SET NOT NULL,
        ADD CONSTRAINT licence_keys_key_hash_key UNIQUE (key_hash),
        ADD CONSTRAINT generated_keys_are_somebodys CHECK (NOT is_generated OR entitlement_id IS NOT NULL),
        ADD CONSTRAINT only_given_keys_are_shown CHECK (shown_at IS NULL OR entitlement_id IS NOT NULL);

      CREATE TABLE delivery.key_plans (
        variant_id uuid CONSTRAINT key_plans_pkey PRIMARY KEY,
        product_id uuid NOT NULL,
        merchant_id uuid NOT NULL,
        source text NOT NULL CONSTRAINT key_plans_source_check CHECK (source IN ('pool', 'generated')),
        pattern text,
        terms jsonb NOT NULL,
        validity_days integer CONSTRAINT key_plans_validity_days_check CHECK (validity_days > 0),
        changed_at timestamptz NOT NULL,
        CONSTRAINT generated_keys_have_a_pattern CHECK ((source = 'generated') = (pattern IS NOT NULL))
      );

      CREATE TABLE delivery.licence_machines (
        id uuid CONSTRAINT licence_machines_pkey PRIMARY KEY,
        licence_key_id uuid NOT NULL CONSTRAINT licence_machines_licence_key_id_fkey REFERENCES delivery.licence_keys (id),
        fingerprint text NOT NULL,
        name text,
        platform text,
        activated_at timestamptz NOT NULL,
        seen_at timestamptz NOT NULL,
        leased_until timestamptz,
        deactivated_at timestamptz,
        CONSTRAINT licence_machines_licence_key_id_fingerprint_key UNIQUE (licence_key_id, fingerprint)
      );

      CREATE TABLE delivery.licence_signing_keys (
        id text CONSTRAINT licence_signing_keys_pkey PRIMARY KEY,
        public_key bytea NOT NULL,
        sealed_private_key bytea,
        created_at timestamptz NOT NULL,
        retired_at timestamptz,
        is_compromised boolean NOT NULL DEFAULT false,
        CONSTRAINT only_the_key_in_use_can_sign CHECK ((retired_at IS NULL) = (sealed_private_key IS NOT NULL)),
        CONSTRAINT compromised_keys_are_retired CHECK (NOT is_compromised OR retired_at IS NOT NULL)
      );
      CREATE UNIQUE INDEX licence_signing_keys_in_use ON delivery.licence_signing_keys ((true)) WHERE retired_at IS NULL;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
