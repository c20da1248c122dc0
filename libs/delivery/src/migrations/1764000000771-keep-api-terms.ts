import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was sold of an API stays, though its merchant lowers the plan for later buyers; who bought before it was kept is sold the plan of now. */
export class KeepApiTerms1764000000771 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE TABLE delivery.api_terms (
        entitlement_id uuid CONSTRAINT api_terms_pkey PRIMARY KEY CONSTRAINT api_terms_entitlement_id_fkey REFERENCES delivery.entitlements (id),
        quota_units bigint,
        quota_period text NOT NULL,
        scopes jsonb NOT NULL
      );
      INSERT INTO delivery.api_terms (entitlement_id, quota_units, quota_period, scopes)
        SELECT e.id, p.quota_units, p.quota_period, p.scopes FROM delivery.entitlements e JOIN delivery.api_plans p ON p.variant_id = e.variant_id WHERE e.delivery_kind = 'api-access';
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
