import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateDelivery1764000000650 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE TABLE delivery.assets (
        id uuid CONSTRAINT assets_pkey PRIMARY KEY,
        product_id uuid NOT NULL,
        position integer NOT NULL,
        file_name text NOT NULL,
        content_type text NOT NULL,
        size_bytes bigint NOT NULL CONSTRAINT assets_size_bytes_check CHECK (size_bytes > 0 AND size_bytes <= 9007199254740991),
        sha256 text NOT NULL CONSTRAINT assets_sha256_check CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        storage_key text NOT NULL CONSTRAINT assets_storage_key_key UNIQUE,
        title jsonb NOT NULL,
        added_at timestamptz NOT NULL
      );
      CREATE INDEX assets_product_id ON delivery.assets (product_id, position);
      CREATE TABLE delivery.entitlements (
        id uuid CONSTRAINT entitlements_pkey PRIMARY KEY,
        order_id uuid NOT NULL,
        order_line_id uuid NOT NULL CONSTRAINT entitlements_order_line_id_key UNIQUE,
        product_id uuid NOT NULL,
        variant_id uuid NOT NULL,
        merchant_id uuid NOT NULL,
        delivery_kind text NOT NULL,
        quantity integer NOT NULL CONSTRAINT entitlements_quantity_check CHECK (quantity > 0),
        state text NOT NULL CONSTRAINT entitlements_state_check CHECK (state IN ('active', 'suspended', 'revoked')),
        granted_at timestamptz NOT NULL
      );
      CREATE INDEX entitlements_order_id ON delivery.entitlements (order_id);
      CREATE TABLE delivery.entitlement_transitions (
        id uuid CONSTRAINT entitlement_transitions_pkey PRIMARY KEY,
        entitlement_id uuid NOT NULL CONSTRAINT entitlement_transitions_entitlement_id_fkey REFERENCES delivery.entitlements (id),
        from_state text,
        to_state text NOT NULL,
        actor text NOT NULL,
        reason text NOT NULL,
        changed_at timestamptz NOT NULL
      );
      CREATE INDEX entitlement_transitions_entitlement_id ON delivery.entitlement_transitions (entitlement_id);
      CREATE TABLE delivery.licence_keys (
        id uuid CONSTRAINT licence_keys_pkey PRIMARY KEY,
        variant_id uuid NOT NULL,
        key text NOT NULL CONSTRAINT licence_keys_key_key UNIQUE,
        entitlement_id uuid CONSTRAINT licence_keys_entitlement_id_fkey REFERENCES delivery.entitlements (id),
        issued_at timestamptz,
        CONSTRAINT issued_keys_say_to_whom CHECK ((entitlement_id IS NULL) = (issued_at IS NULL))
      );
      CREATE INDEX licence_keys_pool ON delivery.licence_keys (variant_id, id) WHERE entitlement_id IS NULL;
      CREATE INDEX licence_keys_entitlement_id ON delivery.licence_keys (entitlement_id) WHERE entitlement_id IS NOT NULL;
      CREATE TABLE delivery.parcels (
        order_line_id uuid CONSTRAINT parcels_pkey PRIMARY KEY,
        order_id uuid NOT NULL,
        product_id uuid NOT NULL,
        variant_id uuid NOT NULL,
        merchant_id uuid NOT NULL,
        quantity integer NOT NULL CONSTRAINT parcels_quantity_check CHECK (quantity > 0),
        state text NOT NULL CONSTRAINT parcels_state_check CHECK (state = 'to_ship'),
        ordered_at timestamptz NOT NULL
      );
      CREATE INDEX parcels_order_id ON delivery.parcels (order_id);
      CREATE TABLE delivery.download_requests (
        id uuid CONSTRAINT download_requests_pkey PRIMARY KEY,
        entitlement_id uuid NOT NULL CONSTRAINT download_requests_entitlement_id_fkey REFERENCES delivery.entitlements (id),
        asset_id uuid NOT NULL CONSTRAINT download_requests_asset_id_fkey REFERENCES delivery.assets (id),
        started_at timestamptz NOT NULL,
        ended_at timestamptz NOT NULL,
        first_byte bigint NOT NULL,
        end_byte bigint NOT NULL,
        bytes_sent bigint NOT NULL,
        client_country char(2),
        user_agent text,
        CONSTRAINT download_requests_bytes_check CHECK (bytes_sent = end_byte - first_byte AND bytes_sent >= 0)
      );
      CREATE INDEX download_requests_entitlement_id ON delivery.download_requests (entitlement_id, started_at);
      CREATE TABLE delivery.download_progress (
        entitlement_id uuid NOT NULL CONSTRAINT download_progress_entitlement_id_fkey REFERENCES delivery.entitlements (id),
        asset_id uuid NOT NULL CONSTRAINT download_progress_asset_id_fkey REFERENCES delivery.assets (id),
        delivered int8multirange NOT NULL,
        completed_count integer NOT NULL,
        completed_at timestamptz,
        CONSTRAINT download_progress_pkey PRIMARY KEY (entitlement_id, asset_id)
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
