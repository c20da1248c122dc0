import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An entitlement for each seat, with whatever withholds it and its end; every use of one is written down; rules can withhold whole markets. */
export class OneStateMachine1764000000652 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      ALTER TABLE delivery.entitlements
        DROP CONSTRAINT entitlements_order_line_id_key,
        DROP CONSTRAINT entitlements_state_check,
        ADD COLUMN seat integer NOT NULL DEFAULT 1,
        ADD COLUMN taxonomy_id text,
        ADD COLUMN cluster_id text,
        ADD COLUMN buyer_country char(2),
        ADD COLUMN holds text[] NOT NULL DEFAULT '{}',
        ADD COLUMN activated_at timestamptz,
        ADD COLUMN expires_at timestamptz,
        ADD CONSTRAINT entitlements_order_line_id_seat_key UNIQUE (order_line_id, seat),
        ADD CONSTRAINT entitlements_state_check CHECK (state IN ('granted', 'active', 'suspended', 'revoked', 'expired')),
        ADD CONSTRAINT only_what_was_active_is_suspended CHECK (state <> 'active' OR activated_at IS NOT NULL) NOT VALID,
        ADD CONSTRAINT entitlements_seat_check CHECK (seat > 0);
      UPDATE delivery.entitlements SET activated_at = granted_at;
      UPDATE delivery.entitlements e SET holds = '{admin}' WHERE state = 'suspended'
        AND NOT EXISTS (SELECT FROM delivery.line_access a WHERE a.order_line_id = e.order_line_id AND a.open_disputes <> '{}');
      ALTER TABLE delivery.entitlements VALIDATE CONSTRAINT only_what_was_active_is_suspended;
      CREATE INDEX entitlements_ending ON delivery.entitlements (expires_at) WHERE expires_at IS NOT NULL AND state IN ('granted', 'active', 'suspended');
      CREATE INDEX entitlements_product_id ON delivery.entitlements (product_id, id) WHERE state IN ('granted', 'active', 'suspended');
      CREATE INDEX entitlements_merchant_id ON delivery.entitlements (merchant_id, id);
      ALTER TABLE delivery.line_access ADD COLUMN revoked_pieces integer NOT NULL DEFAULT 0;

      CREATE FUNCTION delivery.state_of(was text, was_active boolean, is_revoked boolean, is_over boolean, is_held boolean) RETURNS text IMMUTABLE LANGUAGE sql
      RETURN CASE
        WHEN was IN ('revoked', 'expired') THEN was
        WHEN is_revoked THEN 'revoked'
        WHEN is_over THEN 'expired'
        WHEN is_held THEN CASE WHEN was_active THEN 'suspended' ELSE 'granted' END
        ELSE 'active' END;

      CREATE TABLE delivery.accesses (
        id uuid CONSTRAINT accesses_pkey PRIMARY KEY,
        entitlement_id uuid CONSTRAINT accesses_entitlement_id_fkey REFERENCES delivery.entitlements (id),
        what text NOT NULL,
        subject text,
        accessed_at timestamptz NOT NULL,
        client_country char(2),
        user_agent text,
        times bigint NOT NULL CONSTRAINT accesses_times_check CHECK (times > 0),
        bytes bigint
      );
      CREATE INDEX accesses_entitlement_id ON delivery.accesses (entitlement_id, accessed_at);
      CREATE INDEX accesses_refused ON delivery.accesses (accessed_at) WHERE what = 'refused';

      CREATE TABLE delivery.access_rules (
        id uuid CONSTRAINT access_rules_pkey PRIMARY KEY,
        country char(2) NOT NULL,
        taxonomy_id text,
        product_id uuid,
        reason text NOT NULL,
        source text NOT NULL,
        decided_by uuid NOT NULL,
        decided_at timestamptz NOT NULL,
        lifted_by uuid,
        lifted_at timestamptz,
        CONSTRAINT a_rule_names_a_class_or_a_product CHECK ((taxonomy_id IS NULL) <> (product_id IS NULL)),
        CONSTRAINT lifted_rules_say_by_whom CHECK ((lifted_by IS NULL) = (lifted_at IS NULL))
      );
      CREATE INDEX access_rules_in_force ON delivery.access_rules (country) WHERE lifted_at IS NULL;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
