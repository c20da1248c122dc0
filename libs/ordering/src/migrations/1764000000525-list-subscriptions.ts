import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Subscriptions name their merchant and their product, so that a merchant's own can be listed. */
export class ListSubscriptions1764000000525 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      ALTER TABLE ordering.subscriptions ADD COLUMN merchant_id uuid, ADD COLUMN product_id uuid;
      UPDATE ordering.subscriptions s SET merchant_id = (t.line->>'merchantId')::uuid, product_id = (t.line->>'productId')::uuid FROM ordering.subscription_terms t WHERE t.id = s.terms_id;
      ALTER TABLE ordering.subscriptions ALTER COLUMN merchant_id SET NOT NULL, ALTER COLUMN product_id SET NOT NULL;
      CREATE INDEX subscriptions_merchant_id ON ordering.subscriptions (merchant_id, id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
