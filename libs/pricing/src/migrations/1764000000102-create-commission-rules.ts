import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Commissions by dated rules that are never changed; the default of 10 % and the 6 % value-added tax of China on services. */
export class CreateCommissionRules1764000000102 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE TABLE pricing.commission_rules (
        id uuid PRIMARY KEY,
        taxonomy_id text,
        cluster_id text,
        merchant_id uuid,
        market char(2),
        rate_pct numeric NOT NULL CHECK (rate_pct >= 0 AND rate_pct <= 100),
        reason text NOT NULL,
        valid_from timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL
      );
      CREATE TABLE pricing.commission_tax_rates (
        country char(2) NOT NULL,
        valid_from timestamptz NOT NULL,
        rate_pct numeric NOT NULL CHECK (rate_pct >= 0 AND rate_pct <= 100),
        legal_source text NOT NULL,
        recorded_at timestamptz NOT NULL,
        PRIMARY KEY (country, valid_from)
      );
      CREATE FUNCTION pricing.refuse_rule_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'Commission rules are append-only: record a new one'; END $$;
      CREATE TRIGGER commission_rules_append_only BEFORE UPDATE OR DELETE ON pricing.commission_rules FOR EACH ROW EXECUTE FUNCTION pricing.refuse_rule_change();
      CREATE TRIGGER commission_tax_rates_append_only BEFORE UPDATE OR DELETE ON pricing.commission_tax_rates FOR EACH ROW EXECUTE FUNCTION pricing.refuse_rule_change();
      INSERT INTO pricing.commission_rules (id, rate_pct, reason, valid_from, recorded_at)
        VALUES ('00000000-0000-4000-8000-000000000010', 10, 'Default', '2020-01-01T00:00:00Z', '2020-01-01T00:00:00Z');
      INSERT INTO pricing.commission_tax_rates (country, valid_from, rate_pct, legal_source, recorded_at)
        VALUES ('CN', '2016-05-01T00:00:00+08:00', 6, 'Cai Shui [2016] No. 36: value-added tax on modern services, 6 %', '2020-01-01T00:00:00Z');
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
