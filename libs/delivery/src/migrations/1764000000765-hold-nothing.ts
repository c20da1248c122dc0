import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds what was sold before there was anything to deliver. */
export class HoldNothing1764000000765 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE INDEX entitlements_without_anything ON delivery.entitlements (id) WHERE 'nothing' = ANY (holds);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
