import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateReconciliations1764000000701 implements MigrationInterface {
  readonly name = 'CreateReconciliations1764000000701';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE TABLE settlement.reconciliations (
        day date CONSTRAINT reconciliations_pkey PRIMARY KEY,
        movement_count integer NOT NULL,
        totals jsonb NOT NULL,
        made_at timestamptz NOT NULL
      );
      CREATE TABLE settlement.differences (
        id uuid CONSTRAINT differences_pkey PRIMARY KEY,
        day date NOT NULL CONSTRAINT differences_day_fkey REFERENCES settlement.reconciliations,
        kind text NOT NULL CONSTRAINT differences_kind_check CHECK (kind IN ('not_posted', 'not_at_provider', 'amount_differs', 'unknown_reference')),
        matter text NOT NULL CONSTRAINT differences_matter_check CHECK (matter IN ('movement', 'charge', 'refund', 'dispute', 'transfer')),
        subject text NOT NULL,
        reference text,
        account text NOT NULL,
        currency char(3) NOT NULL,
        provider_minor bigint,
        posted_minor bigint,
        found_at timestamptz NOT NULL,
        resolved_at timestamptz,
        acknowledged_at timestamptz,
        acknowledged_by uuid,
        reason text,
        CONSTRAINT differences_subject_key UNIQUE (day, kind, matter, subject, account, currency),
        CONSTRAINT differences_amounts_check CHECK (coalesce(provider_minor, 0) <> coalesce(posted_minor, 0)),
        CONSTRAINT differences_acknowledged_check CHECK (num_nonnulls(acknowledged_at, acknowledged_by, reason) IN (0, 3))
      );
      CREATE INDEX differences_open ON settlement.differences (day) WHERE resolved_at IS NULL AND acknowledged_at IS NULL;
      CREATE FUNCTION settlement.keep_differences() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          RAISE EXCEPTION 'settlement.differences are never deleted, and once acknowledged never changed' USING ERRCODE = 'integrity_constraint_violation';
        END $$;
      CREATE TRIGGER differences_stay BEFORE DELETE OR TRUNCATE ON settlement.differences FOR EACH STATEMENT EXECUTE FUNCTION settlement.keep_differences();
      CREATE TRIGGER differences_acknowledged BEFORE UPDATE ON settlement.differences FOR EACH ROW WHEN (OLD.acknowledged_at IS NOT NULL) EXECUTE FUNCTION settlement.keep_differences();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
