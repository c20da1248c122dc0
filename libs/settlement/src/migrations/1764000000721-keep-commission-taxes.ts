import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What tax commissions bear, as it was frozen with their lines: for commission invoices. Unknown of what was sold before. */
export class KeepCommissionTaxes1764000000721 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      ALTER TABLE settlement.merchant_entry_details ADD COLUMN commission_parts jsonb;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
