import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The database itself keeps the books double-entry. A statement that adds postings is balanced, and adds them to transactions that began in
 * the same database transaction; at commit each of those has at least two postings and sums to zero. The first rule looks at the
 * statement's own rows, so it stands in for a foreign key too; the second closes what the first cannot see, a transaction without postings.
 */
export class CreateLedger1764000000420 implements MigrationInterface {
  readonly name = 'CreateLedger1764000000420';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      CREATE FUNCTION ledger.current_transaction() RETURNS bigint LANGUAGE sql STABLE RETURN pg_current_xact_id()::text::bigint;

      CREATE TABLE ledger.transactions (
        id uuid CONSTRAINT transactions_pkey PRIMARY KEY,
        key text NOT NULL CONSTRAINT transactions_key_key UNIQUE,
        kind text NOT NULL,
        reference text NOT NULL,
        occurred_at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        recorded_in bigint NOT NULL DEFAULT ledger.current_transaction()
      );
      CREATE INDEX transactions_reference ON ledger.transactions (reference);
      CREATE INDEX transactions_occurred_at ON ledger.transactions (occurred_at, kind);

      CREATE TABLE ledger.postings (
        transaction_id uuid NOT NULL,
        position smallint NOT NULL,
        account text COLLATE "C" NOT NULL,
        currency char(3) NOT NULL,
        amount_minor bigint NOT NULL CONSTRAINT postings_amount_minor_check CHECK (amount_minor <> 0),
        occurred_at timestamptz NOT NULL,
        CONSTRAINT postings_pkey PRIMARY KEY (transaction_id, position)
      );
      CREATE INDEX postings_account ON ledger.postings (account, currency, occurred_at, transaction_id, position) INCLUDE (amount_minor);`);
    await runner.query(`
      CREATE FUNCTION ledger.check_postings() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT FROM added LEFT JOIN ledger.transactions t ON t.id = added.transaction_id AND t.recorded_in = ledger.current_transaction() AND t.recorded_at = now()
                   WHERE t.id IS NULL OR t.occurred_at <> added.occurred_at) THEN
          RAISE EXCEPTION 'postings are added with their transaction, or never' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF EXISTS (SELECT FROM added GROUP BY transaction_id, currency HAVING sum(amount_minor) <> 0) THEN
          RAISE EXCEPTION 'postings of a transaction must sum to zero in each currency' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER postings_balance AFTER INSERT ON ledger.postings REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger.check_postings();

      CREATE FUNCTION ledger.check_transaction() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE postings bigint; unbalanced boolean;
      BEGIN
        SELECT coalesce(sum(counted), 0), coalesce(bool_or(total <> 0), false) INTO postings, unbalanced
          FROM (SELECT count(*) AS counted, sum(amount_minor) AS total FROM ledger.postings WHERE transaction_id = NEW.id GROUP BY currency) AS sums;
        IF postings < 2 OR unbalanced OR NEW.recorded_in <> ledger.current_transaction() OR NEW.recorded_at <> now() THEN
          RAISE EXCEPTION 'the transaction % has fewer than two postings, or they do not sum to zero in each currency', NEW.key USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NULL;
      END $$;
      CREATE CONSTRAINT TRIGGER transactions_balance AFTER INSERT ON ledger.transactions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger.check_transaction();`);
    await runner.query(`
      CREATE FUNCTION ledger.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'ledger.% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
      END $$;
      CREATE TRIGGER transactions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.transactions FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
      CREATE TRIGGER postings_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.postings FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
