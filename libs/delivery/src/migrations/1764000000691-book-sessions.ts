import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When merchants have time for sessions, and who has taken which time. */
export class BookSessions1764000000691 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE TABLE delivery.session_plans (
        product_id uuid CONSTRAINT session_plans_pkey PRIMARY KEY,
        merchant_id uuid NOT NULL,
        time_zone text NOT NULL,
        session_minutes integer NOT NULL,
        buffer_minutes integer NOT NULL,
        notice_minutes integer NOT NULL,
        change_notice_minutes integer NOT NULL,
        capacity integer NOT NULL CONSTRAINT session_plans_capacity_check CHECK (capacity > 0),
        sessions_per_piece integer NOT NULL CONSTRAINT session_plans_sessions_per_piece_check CHECK (sessions_per_piece > 0),
        horizon_days integer NOT NULL CONSTRAINT session_plans_horizon_days_check CHECK (horizon_days > 0),
        weekly jsonb NOT NULL,
        exceptions jsonb NOT NULL,
        meeting_link text,
        set_at timestamptz NOT NULL,
        CONSTRAINT session_plans_minutes_check CHECK (session_minutes > 0 AND buffer_minutes >= 0 AND notice_minutes >= 0 AND change_notice_minutes >= 0)
      );
      CREATE TABLE delivery.bookings (
        id uuid CONSTRAINT bookings_pkey PRIMARY KEY,
        product_id uuid NOT NULL,
        merchant_id uuid NOT NULL,
        entitlement_id uuid NOT NULL CONSTRAINT bookings_entitlement_id_fkey REFERENCES delivery.entitlements (id),
        order_id uuid NOT NULL,
        order_line_id uuid NOT NULL,
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        busy_until timestamptz NOT NULL,
        place integer NOT NULL,
        state text NOT NULL CONSTRAINT bookings_state_check CHECK (state IN ('booked', 'attended', 'no_show', 'cancelled')),
        buyer_time_zone text NOT NULL,
        sequence integer NOT NULL,
        booked_at timestamptz NOT NULL,
        changed_at timestamptz NOT NULL,
        day_reminded_at timestamptz,
        hour_reminded_at timestamptz,
        CONSTRAINT bookings_times_check CHECK (starts_at < ends_at AND ends_at <= busy_until)
      );
      CREATE UNIQUE INDEX bookings_place ON delivery.bookings (product_id, starts_at, place) WHERE state <> 'cancelled';
      CREATE INDEX bookings_entitlement_id ON delivery.bookings (entitlement_id);
      CREATE INDEX bookings_merchant_id ON delivery.bookings (merchant_id, starts_at);
      CREATE INDEX bookings_to_come ON delivery.bookings (starts_at) WHERE state = 'booked';
      CREATE TABLE delivery.chosen_time_zones (
        entitlement_id uuid CONSTRAINT chosen_time_zones_pkey PRIMARY KEY CONSTRAINT chosen_time_zones_entitlement_id_fkey REFERENCES delivery.entitlements (id),
        time_zone text NOT NULL
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
