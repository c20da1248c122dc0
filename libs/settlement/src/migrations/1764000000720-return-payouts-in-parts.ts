import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How much of a pay-out has come back: the provider can take back a part of a transfer. What had failed or was reversed had come back whole. */
export class ReturnPayoutsInParts1764000000720 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      ALTER TABLE settlement.payouts ADD COLUMN returned_minor bigint NOT NULL DEFAULT 0, ADD COLUMN returned_sent_minor bigint NOT NULL DEFAULT 0;
      UPDATE settlement.payouts SET returned_minor = amount_minor, returned_sent_minor = sent_minor WHERE state IN ('failed', 'reversed');
      ALTER TABLE settlement.payouts ADD CONSTRAINT payouts_returned_check
        CHECK (returned_minor >= 0 AND returned_minor <= amount_minor AND returned_sent_minor >= 0 AND returned_sent_minor <= sent_minor);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
