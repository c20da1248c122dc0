import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateBalanceTransactions1764000000403 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE TABLE payments.balance_transactions (
        id text CONSTRAINT balance_transactions_pkey PRIMARY KEY,
        kind text NOT NULL,
        stripe_type text NOT NULL,
        source_id text,
        amount_minor bigint NOT NULL,
        fee_minor bigint NOT NULL,
        currency char(3) NOT NULL,
        exchange_rate numeric CONSTRAINT balance_transactions_exchange_rate_check CHECK (exchange_rate > 0),
        presentment_minor bigint,
        presentment_currency char(3),
        reference uuid,
        refund_id uuid,
        dispute_id text,
        card_country char(2),
        occurred_at timestamptz NOT NULL,
        available_at timestamptz NOT NULL,
        imported_at timestamptz NOT NULL,
        CONSTRAINT balance_transactions_presentment_check CHECK ((presentment_minor IS NULL) = (presentment_currency IS NULL))
      );
      CREATE INDEX balance_transactions_occurred_at ON payments.balance_transactions (occurred_at);
      CREATE INDEX balance_transactions_reference ON payments.balance_transactions (reference) WHERE reference IS NOT NULL;
      CREATE FUNCTION payments.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$;
      CREATE TRIGGER balance_transactions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payments.balance_transactions
        FOR EACH STATEMENT EXECUTE FUNCTION payments.refuse_change();
      CREATE TABLE payments.imports (
        name text CONSTRAINT imports_pkey PRIMARY KEY,
        imported_until timestamptz NOT NULL
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
