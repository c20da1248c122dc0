import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePricing1764000000100 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE TABLE pricing.rate_sets (
        id uuid PRIMARY KEY,
        base char(3) NOT NULL,
        effective_date date NOT NULL,
        source text NOT NULL,
        recorded_at timestamptz NOT NULL
      );
      CREATE TABLE pricing.rates (
        rate_set_id uuid NOT NULL REFERENCES pricing.rate_sets (id),
        currency char(3) NOT NULL,
        rate numeric NOT NULL CHECK (rate > 0),
        PRIMARY KEY (rate_set_id, currency)
      );
      CREATE FUNCTION pricing.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'Exchange rates are append-only: record a new set'; END $$;
      CREATE TRIGGER rate_sets_append_only BEFORE UPDATE OR DELETE ON pricing.rate_sets FOR EACH ROW EXECUTE FUNCTION pricing.refuse_change();
      CREATE TRIGGER rates_append_only BEFORE UPDATE OR DELETE ON pricing.rates FOR EACH ROW EXECUTE FUNCTION pricing.refuse_change();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
