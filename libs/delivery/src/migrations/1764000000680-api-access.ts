import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Plans of API access by variant, credentials of entitlements, and meters that count each call. */
export class ApiAccess1764000000680 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE TABLE delivery.api_plans (
        variant_id uuid CONSTRAINT api_plans_pkey PRIMARY KEY,
        product_id uuid NOT NULL,
        merchant_id uuid NOT NULL,
        is_top_up boolean NOT NULL,
        quota_units bigint CONSTRAINT api_plans_quota_units_check CHECK (quota_units > 0),
        quota_period text NOT NULL CONSTRAINT api_plans_quota_period_check CHECK (quota_period IN ('purchase', 'day', 'month')),
        per_second integer CONSTRAINT api_plans_per_second_check CHECK (per_second > 0),
        per_minute integer CONSTRAINT api_plans_per_minute_check CHECK (per_minute > 0),
        valid_days integer CONSTRAINT api_plans_valid_days_check CHECK (valid_days > 0),
        upstream_url text,
        scopes jsonb NOT NULL,
        set_at timestamptz NOT NULL,
        CONSTRAINT top_ups_have_units CHECK (NOT is_top_up OR (quota_units IS NOT NULL AND quota_period = 'purchase'))
      );
      CREATE INDEX api_plans_product_id ON delivery.api_plans (product_id);

      CREATE TABLE delivery.api_credentials (
        id uuid CONSTRAINT api_credentials_pkey PRIMARY KEY,
        entitlement_id uuid NOT NULL CONSTRAINT api_credentials_entitlement_id_fkey REFERENCES delivery.entitlements (id),
        prefix text NOT NULL CONSTRAINT api_credentials_prefix_key UNIQUE,
        secret_hash bytea NOT NULL CONSTRAINT api_credentials_secret_hash_check CHECK (length(secret_hash) = 32),
        name text NOT NULL,
        scopes text[],
        created_at timestamptz NOT NULL,
        expires_at timestamptz,
        revoked_at timestamptz,
        last_used_at timestamptz
      );
      CREATE INDEX api_credentials_entitlement_id ON delivery.api_credentials (entitlement_id, id);

      CREATE TABLE delivery.api_meters (
        entitlement_id uuid CONSTRAINT api_meters_pkey PRIMARY KEY CONSTRAINT api_meters_entitlement_id_fkey REFERENCES delivery.entitlements (id),
        period_at timestamptz NOT NULL,
        used_units bigint NOT NULL DEFAULT 0,
        extra_units bigint NOT NULL DEFAULT 0,
        second_at timestamptz NOT NULL,
        second_calls integer NOT NULL DEFAULT 0,
        minute_at timestamptz NOT NULL,
        minute_calls integer NOT NULL DEFAULT 0,
        outcome text NOT NULL DEFAULT 'through',
        CONSTRAINT api_meters_units_check CHECK (used_units >= 0 AND extra_units >= 0)
      ) WITH (fillfactor = 40);

      CREATE TABLE delivery.api_usage (
        entitlement_id uuid NOT NULL CONSTRAINT api_usage_entitlement_id_fkey REFERENCES delivery.entitlements (id),
        hour timestamptz NOT NULL,
        scope text NOT NULL,
        country text NOT NULL,
        calls bigint NOT NULL DEFAULT 0,
        units bigint NOT NULL DEFAULT 0,
        refused bigint NOT NULL DEFAULT 0,
        given_back bigint NOT NULL DEFAULT 0,
        noted_calls bigint NOT NULL DEFAULT 0,
        CONSTRAINT api_usage_pkey PRIMARY KEY (entitlement_id, hour, scope, country)
      ) WITH (fillfactor = 40);
      CREATE INDEX api_usage_hour ON delivery.api_usage (hour);

      CREATE TABLE delivery.api_top_ups (
        entitlement_id uuid CONSTRAINT api_top_ups_pkey PRIMARY KEY CONSTRAINT api_top_ups_entitlement_id_fkey REFERENCES delivery.entitlements (id),
        units bigint NOT NULL CONSTRAINT api_top_ups_units_check CHECK (units > 0),
        target_id uuid CONSTRAINT api_top_ups_target_id_fkey REFERENCES delivery.entitlements (id),
        taken_units bigint NOT NULL DEFAULT 0,
        is_withheld boolean NOT NULL DEFAULT false,
        bought_at timestamptz NOT NULL,
        applied_at timestamptz
      );
      CREATE INDEX api_top_ups_target_id ON delivery.api_top_ups (target_id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
