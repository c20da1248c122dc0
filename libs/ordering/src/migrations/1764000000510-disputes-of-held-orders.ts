import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DisputesOfHeldOrders1764000000510 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE TABLE ordering.held_disputes (
        id uuid PRIMARY KEY,
        order_id uuid NOT NULL REFERENCES ordering.orders (id),
        change jsonb NOT NULL
      );
      CREATE INDEX held_disputes_order_id ON ordering.held_disputes (order_id, id);
      ALTER TABLE ordering.refunds ADD COLUMN taken_minor bigint NOT NULL DEFAULT 0;
      ALTER TABLE ordering.refunds ADD CONSTRAINT no_more_is_taken_than_owed CHECK (taken_minor >= 0 AND taken_minor <= total_minor);
      DROP TRIGGER refunds_stay_what_they_were ON ordering.refunds;
      CREATE TRIGGER refunds_stay_what_they_were BEFORE UPDATE ON ordering.refunds FOR EACH ROW
        WHEN ((to_jsonb(NEW) - '{state,settled_at,failure_reason,taken_minor}'::text[]) IS DISTINCT FROM (to_jsonb(OLD) - '{state,settled_at,failure_reason,taken_minor}'::text[])
          OR NEW.taken_minor < OLD.taken_minor)
        EXECUTE FUNCTION ordering.refuse_refund_change();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
