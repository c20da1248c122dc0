import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For the sweep that asks about disputes which a movement of the balance names and no webhook has told of. */
export class AskLostDisputes1764000000406 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE INDEX balance_transactions_dispute ON payments.balance_transactions (dispute_id) WHERE dispute_id IS NOT NULL;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
