import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which files of data sets were described, which of them no query reads, and how many rows were sold before they became fewer. */
export class DescribeEveryFile1764000000760 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      ALTER TABLE delivery.assets ADD COLUMN described_at timestamptz;
      UPDATE delivery.assets a SET described_at = a.added_at WHERE EXISTS (SELECT FROM delivery.data_sets d WHERE d.product_id = a.product_id)
        OR EXISTS (SELECT FROM delivery.entitlements e WHERE e.product_id = a.product_id AND e.delivery_kind = 'data-set');
      ALTER TABLE delivery.data_sets ADD COLUMN companions jsonb NOT NULL DEFAULT '[]';
      ALTER TABLE delivery.data_set_meters ADD COLUMN quota_of_piece bigint;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
