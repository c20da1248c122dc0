import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a rate is measured against when it is recorded, who believed a jump, and how merchants round converted prices. */
export class WatchRates1764000000101 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      ALTER TABLE pricing.rate_sets ADD COLUMN origin text NOT NULL DEFAULT 'recorded' CHECK (origin IN ('fetched', 'recorded'));
      CREATE UNIQUE INDEX rate_sets_fetched_once ON pricing.rate_sets (source, effective_date) WHERE origin = 'fetched';
      CREATE INDEX rate_sets_latest ON pricing.rate_sets (effective_date DESC, recorded_at DESC);
      ALTER TABLE pricing.rates ADD COLUMN trusted_rate numeric CHECK (trusted_rate > 0), ADD COLUMN jumped boolean NOT NULL DEFAULT false;
      CREATE TABLE pricing.rate_acceptances (
        rate_set_id uuid NOT NULL,
        currency char(3) NOT NULL,
        accepted_by uuid NOT NULL,
        accepted_at timestamptz NOT NULL,
        PRIMARY KEY (rate_set_id, currency),
        FOREIGN KEY (rate_set_id, currency) REFERENCES pricing.rates (rate_set_id, currency)
      );
      CREATE TRIGGER rate_acceptances_append_only BEFORE UPDATE OR DELETE ON pricing.rate_acceptances FOR EACH ROW EXECUTE FUNCTION pricing.refuse_change();
      CREATE TABLE pricing.price_endings (
        merchant_id uuid NOT NULL,
        currency char(3) NOT NULL,
        step_minor bigint NOT NULL CHECK (step_minor > 0),
        ending_minor bigint NOT NULL CHECK (ending_minor >= 0 AND ending_minor < step_minor),
        direction text NOT NULL CHECK (direction IN ('up', 'nearest')),
        changed_at timestamptz NOT NULL,
        PRIMARY KEY (merchant_id, currency)
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
