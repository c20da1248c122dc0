import type { MigrationInterface, QueryRunner } from 'typeorm';

export class BusinessBuyers1764000000503 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      ALTER TABLE ordering.orders ADD COLUMN business jsonb;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
