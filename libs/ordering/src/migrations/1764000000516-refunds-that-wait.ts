import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What cannot be handed over is paid back; while a bank disputes the order that waits. */
export class RefundsThatWait1764000000516 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE TABLE ordering.deferred_refunds (
        id uuid CONSTRAINT deferred_refunds_pkey PRIMARY KEY,
        order_id uuid NOT NULL,
        kind text NOT NULL,
        payload jsonb NOT NULL,
        deferred_at timestamptz NOT NULL
      );
      CREATE INDEX deferred_refunds_order_id ON ordering.deferred_refunds (order_id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
