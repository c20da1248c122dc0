import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A commission with the highest tax that is due on one must leave the merchant nothing below zero. A check cannot see another table, so a trigger does. */
export class BoundCommissions1764000000103 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE FUNCTION pricing.refuse_commission_above_all() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF NEW.rate_pct * (100 + coalesce((SELECT max(t.rate_pct) FROM pricing.commission_tax_rates t), 0)) > 10000 THEN
            RAISE EXCEPTION 'A commission of % percent with the tax on it is more than all', NEW.rate_pct USING ERRCODE = 'check_violation', CONSTRAINT = 'commission_rules_within_all';
          END IF;
          RETURN NEW;
        END $$;
      CREATE TRIGGER commission_rules_within_all BEFORE INSERT ON pricing.commission_rules FOR EACH ROW EXECUTE FUNCTION pricing.refuse_commission_above_all();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
