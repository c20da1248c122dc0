import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who placed an order, where it is known: signed in with the confirmed address that it was ordered with. */
export class KeepBuyers1764000000540 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      ALTER TABLE ordering.orders ADD COLUMN buyer_id uuid;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
