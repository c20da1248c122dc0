import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where quotes still hold what a buyer's evidence said, such as addresses of the network. */
export class ForgetEvidence1764000000512 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      ALTER TABLE ordering.quotes ADD COLUMN holds_raw boolean NOT NULL DEFAULT true;
      CREATE INDEX quotes_holding_raw ON ordering.quotes (expires_at) WHERE holds_raw;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
