import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What ends or stops access is noted by line, since it may be heard of before access is granted; parcels can be sent, and handed over. */
export class StopAndHandOver1764000000651 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE TABLE delivery.line_access (
        order_line_id uuid PRIMARY KEY,
        order_id uuid NOT NULL,
        is_revoked boolean NOT NULL DEFAULT false,
        open_disputes text[] NOT NULL DEFAULT '{}',
        decided_disputes text[] NOT NULL DEFAULT '{}'
      );
      ALTER TABLE delivery.parcels
        DROP CONSTRAINT parcels_state_check,
        ADD COLUMN carrier text,
        ADD COLUMN tracking text,
        ADD COLUMN shipped_at timestamptz,
        ADD COLUMN delivered_at timestamptz,
        ADD CONSTRAINT parcels_state_check CHECK (state IN ('to_ship', 'held', 'shipped', 'delivered', 'cancelled')),
        ADD CONSTRAINT parcels_say_when CHECK ((state IN ('shipped', 'delivered')) = (shipped_at IS NOT NULL) AND (state = 'delivered') = (delivered_at IS NOT NULL));
      CREATE TABLE delivery.parcel_transitions (
        id uuid PRIMARY KEY,
        order_line_id uuid NOT NULL REFERENCES delivery.parcels (order_line_id),
        from_state text NOT NULL,
        to_state text NOT NULL,
        actor text NOT NULL,
        reason text NOT NULL,
        changed_at timestamptz NOT NULL
      );
      CREATE INDEX parcel_transitions_order_line_id ON delivery.parcel_transitions (order_line_id, id);
      ALTER TABLE delivery.entitlements ADD COLUMN performed_at timestamptz;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
