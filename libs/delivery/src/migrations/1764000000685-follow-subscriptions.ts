import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Subscriptions as they were told last, and the lines of orders that belong to them. */
export class FollowSubscriptions1764000000685 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE TABLE delivery.subscriptions (
        id uuid CONSTRAINT subscriptions_pkey PRIMARY KEY,
        version integer NOT NULL DEFAULT 0,
        is_withheld boolean NOT NULL DEFAULT false,
        is_paused boolean NOT NULL DEFAULT false,
        variant_id uuid,
        seats integer,
        ends_at timestamptz
      );
      CREATE TABLE delivery.subscription_lines (
        order_line_id uuid CONSTRAINT subscription_lines_pkey PRIMARY KEY,
        subscription_id uuid NOT NULL CONSTRAINT subscription_lines_subscription_id_fkey REFERENCES delivery.subscriptions (id),
        role text NOT NULL CONSTRAINT subscription_lines_role_check CHECK (role IN ('first', 'renewal', 'upgrade', 'seats')),
        paid_at timestamptz NOT NULL
      );
      CREATE INDEX subscription_lines_subscription_id ON delivery.subscription_lines (subscription_id, paid_at);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
