import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A line knows the bundle that it was ordered in. */
export class LinesOfBundles1764000000515 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      ALTER TABLE ordering.order_lines ADD COLUMN bundle jsonb;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
