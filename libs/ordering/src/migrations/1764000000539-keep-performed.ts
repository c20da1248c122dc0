import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What of a line has been performed in parts, in the order's currency: it is owed also by who withdraws from the rest. */
export class KeepPerformed1764000000539 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      ALTER TABLE ordering.order_lines ADD COLUMN performed_minor bigint NOT NULL DEFAULT 0, ADD CONSTRAINT order_lines_performed_check CHECK (performed_minor >= 0);
      UPDATE ordering.order_lines l SET performed_minor = p.performed
      FROM (SELECT line_id, sum(total_minor) AS performed FROM ordering.closed_parts WHERE result = 'delivered' GROUP BY 1) p WHERE p.line_id = l.id;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
