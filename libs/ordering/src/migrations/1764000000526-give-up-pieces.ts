import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether a refund of some seats of a subscription was to end their charging too. */
export class GiveUpPieces1764000000526 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      ALTER TABLE ordering.refunds ADD COLUMN gives_up_seats boolean NOT NULL DEFAULT false;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
