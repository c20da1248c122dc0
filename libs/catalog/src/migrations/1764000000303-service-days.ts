import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ServiceDays1764000000303 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      ALTER TABLE catalog.variants ADD COLUMN service_days integer CHECK (service_days > 0);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
