import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People who hold sessions: one is never in two sessions at once, over all products of the merchant. */
export class NameHosts1764000000715 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE EXTENSION IF NOT EXISTS btree_gist SCHEMA public;
      CREATE TABLE delivery.hosts (
        id uuid CONSTRAINT hosts_pkey PRIMARY KEY,
        merchant_id uuid NOT NULL,
        name text NOT NULL CONSTRAINT hosts_name_check CHECK (name <> ''),
        time_zone text NOT NULL,
        buffer_minutes integer NOT NULL CONSTRAINT hosts_buffer_minutes_check CHECK (buffer_minutes >= 0),
        weekly jsonb NOT NULL,
        exceptions jsonb NOT NULL,
        meeting_link text,
        set_at timestamptz NOT NULL,
        retired_at timestamptz
      );
      CREATE INDEX hosts_merchant_id ON delivery.hosts (merchant_id, id);
      CREATE TABLE delivery.product_hosts (
        product_id uuid NOT NULL CONSTRAINT product_hosts_product_id_fkey REFERENCES delivery.session_plans (product_id),
        host_id uuid NOT NULL CONSTRAINT product_hosts_host_id_fkey REFERENCES delivery.hosts (id),
        position integer NOT NULL,
        CONSTRAINT product_hosts_pkey PRIMARY KEY (product_id, host_id)
      );
      CREATE INDEX product_hosts_host_id ON delivery.product_hosts (host_id);
      ALTER TABLE delivery.bookings ADD COLUMN host_id uuid CONSTRAINT bookings_host_id_fkey REFERENCES delivery.hosts (id),
        ADD CONSTRAINT hosts_are_in_one_product_at_a_time
          EXCLUDE USING gist (host_id WITH =, product_id WITH <>, tstzrange(starts_at, busy_until) WITH &&) WHERE (state <> 'cancelled'),
        ADD CONSTRAINT hosts_are_in_one_session_at_a_time
          EXCLUDE USING gist (host_id WITH =, starts_at WITH <>, tstzrange(starts_at, busy_until) WITH &&) WHERE (state <> 'cancelled');
      DROP INDEX delivery.bookings_place;
      CREATE UNIQUE INDEX bookings_place ON delivery.bookings (product_id, starts_at, place) WHERE state <> 'cancelled' AND host_id IS NULL;
      CREATE UNIQUE INDEX bookings_place_at_host ON delivery.bookings (host_id, starts_at, place) WHERE state <> 'cancelled' AND host_id IS NOT NULL;
      CREATE INDEX bookings_product_id ON delivery.bookings (product_id, starts_at) WHERE state <> 'cancelled';
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
