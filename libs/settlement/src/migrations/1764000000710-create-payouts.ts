import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePayouts1764000000710 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE TABLE settlement.merchant_terms (
        id uuid CONSTRAINT merchant_terms_pkey PRIMARY KEY,
        merchant_id uuid NOT NULL,
        currency char(3) NOT NULL,
        schedule text NOT NULL CONSTRAINT merchant_terms_schedule_check CHECK (schedule IN ('daily', 'weekly', 'monthly')),
        schedule_day smallint NOT NULL,
        minimum_minor bigint NOT NULL CONSTRAINT merchant_terms_minimum_check CHECK (minimum_minor >= 0),
        hold_days smallint NOT NULL CONSTRAINT merchant_terms_hold_days_check CHECK (hold_days BETWEEN 0 AND 365),
        reserve_basis_points smallint NOT NULL CONSTRAINT merchant_terms_reserve_check CHECK (reserve_basis_points BETWEEN 0 AND 10000),
        reserve_days smallint NOT NULL CONSTRAINT merchant_terms_reserve_days_check CHECK (reserve_days BETWEEN 0 AND 730),
        valid_from timestamptz NOT NULL,
        changed_by uuid NOT NULL,
        reason text NOT NULL,
        CONSTRAINT merchant_terms_valid_from_key UNIQUE (merchant_id, currency, valid_from),
        CONSTRAINT merchant_terms_day_check CHECK (CASE schedule WHEN 'daily' THEN schedule_day = 0 WHEN 'weekly' THEN schedule_day BETWEEN 1 AND 7 ELSE schedule_day BETWEEN 1 AND 28 END)
      );

      CREATE TABLE settlement.payout_methods (
        id uuid CONSTRAINT payout_methods_pkey PRIMARY KEY,
        merchant_id uuid NOT NULL,
        kind text NOT NULL CONSTRAINT payout_methods_kind_check CHECK (kind IN ('stripe', 'bank_account')),
        country char(2) NOT NULL,
        holder_name text,
        iban text,
        account_number text,
        bank_code text,
        bank_name text,
        set_at timestamptz NOT NULL,
        set_by uuid NOT NULL,
        CONSTRAINT payout_methods_account_check CHECK (
          CASE kind WHEN 'stripe' THEN num_nonnulls(holder_name, iban, account_number, bank_code, bank_name) = 0
          ELSE holder_name IS NOT NULL AND bank_code IS NOT NULL AND num_nonnulls(iban, account_number) = 1 END)
      );
      CREATE INDEX payout_methods_merchant ON settlement.payout_methods (merchant_id, set_at);

      CREATE TABLE settlement.connected_accounts (
        merchant_id uuid CONSTRAINT connected_accounts_pkey PRIMARY KEY,
        account_id text NOT NULL,
        can_receive boolean NOT NULL,
        requirements jsonb NOT NULL,
        changed_at timestamptz NOT NULL
      );

      CREATE TABLE settlement.payout_holds (
        merchant_id uuid CONSTRAINT payout_holds_pkey PRIMARY KEY,
        reason text NOT NULL,
        held_by uuid NOT NULL,
        held_at timestamptz NOT NULL
      );

      CREATE TABLE settlement.merchant_accounts (
        merchant_id uuid NOT NULL,
        currency char(3) NOT NULL,
        last_run_date date,
        CONSTRAINT merchant_accounts_pkey PRIMARY KEY (merchant_id, currency)
      );

      CREATE TABLE settlement.merchant_entries (
        id uuid CONSTRAINT merchant_entries_pkey PRIMARY KEY,
        merchant_id uuid NOT NULL,
        currency char(3) NOT NULL,
        ledger_key text NOT NULL,
        kind text NOT NULL,
        reference text NOT NULL,
        payable_minor bigint NOT NULL,
        reserve_minor bigint NOT NULL,
        occurred_at timestamptz NOT NULL,
        booked_at timestamptz NOT NULL,
        matures_at timestamptz NOT NULL,
        reserve_until timestamptz,
        payout_id uuid,
        CONSTRAINT merchant_entries_ledger_key_key UNIQUE (ledger_key, merchant_id, currency)
      );
      CREATE INDEX merchant_entries_statement ON settlement.merchant_entries (merchant_id, currency, booked_at, id);
      CREATE INDEX merchant_entries_unpaid ON settlement.merchant_entries (merchant_id, currency) INCLUDE (payable_minor, matures_at) WHERE payout_id IS NULL;
      CREATE INDEX merchant_entries_payout ON settlement.merchant_entries (payout_id) WHERE payout_id IS NOT NULL;
      CREATE INDEX merchant_entries_reserve ON settlement.merchant_entries (reference, merchant_id, currency) INCLUDE (reserve_minor) WHERE reserve_minor <> 0;
      CREATE INDEX merchant_entries_reserve_due ON settlement.merchant_entries (reserve_until, id) WHERE reserve_until IS NOT NULL;

      CREATE TABLE settlement.merchant_entry_details (
        ledger_key text NOT NULL,
        merchant_id uuid NOT NULL,
        currency char(3) NOT NULL,
        order_number text NOT NULL,
        gross_minor bigint NOT NULL,
        tax_minor bigint NOT NULL,
        commission_minor bigint NOT NULL,
        commission_tax_minor bigint NOT NULL,
        CONSTRAINT merchant_entry_details_pkey PRIMARY KEY (ledger_key, merchant_id, currency)
      );

      CREATE TABLE settlement.disputes (
        dispute_id text CONSTRAINT disputes_pkey PRIMARY KEY,
        order_id text NOT NULL,
        decided_at timestamptz
      );
      CREATE INDEX disputes_open ON settlement.disputes (order_id) WHERE decided_at IS NULL;

      CREATE TABLE settlement.bank_files (
        id uuid CONSTRAINT bank_files_pkey PRIMARY KEY,
        message_id text NOT NULL CONSTRAINT bank_files_message_id_key UNIQUE,
        currency char(3) NOT NULL,
        payout_count integer NOT NULL CONSTRAINT bank_files_payout_count_check CHECK (payout_count > 0),
        total_minor bigint NOT NULL CONSTRAINT bank_files_total_check CHECK (total_minor > 0),
        xml bytea NOT NULL,
        sha256 char(64) NOT NULL,
        made_at timestamptz NOT NULL
      );

      CREATE TABLE settlement.payouts (
        id uuid CONSTRAINT payouts_pkey PRIMARY KEY,
        merchant_id uuid NOT NULL,
        currency char(3) NOT NULL,
        amount_minor bigint NOT NULL CONSTRAINT payouts_amount_check CHECK (amount_minor > 0),
        state text NOT NULL CONSTRAINT payouts_state_check CHECK (state IN ('created', 'sent', 'paid', 'failed', 'reversed')),
        method text NOT NULL CONSTRAINT payouts_method_check CHECK (method IN ('stripe', 'bank_account')),
        method_id uuid NOT NULL,
        run_date date NOT NULL,
        attempt smallint NOT NULL CONSTRAINT payouts_attempt_check CHECK (attempt > 0),
        retry_of uuid CONSTRAINT payouts_retry_of_key UNIQUE,
        sent_minor bigint NOT NULL CONSTRAINT payouts_sent_check CHECK (sent_minor > 0),
        sent_currency char(3) NOT NULL,
        rate text NOT NULL,
        rate_set_id uuid,
        bank_file_id uuid CONSTRAINT payouts_bank_file_fkey REFERENCES settlement.bank_files (id),
        reason text,
        created_at timestamptz NOT NULL,
        sent_at timestamptz,
        paid_at timestamptz,
        ended_at timestamptz,
        CONSTRAINT payouts_run_key UNIQUE (merchant_id, currency, run_date, attempt),
        CONSTRAINT payouts_ended_check CHECK ((state IN ('failed', 'reversed')) = (ended_at IS NOT NULL)),
        CONSTRAINT payouts_paid_check CHECK (state <> 'paid' OR paid_at IS NOT NULL)
      );
      CREATE INDEX payouts_merchant ON settlement.payouts (merchant_id, id);
      CREATE INDEX payouts_state ON settlement.payouts (state, id);
      CREATE INDEX payouts_bank_file ON settlement.payouts (bank_file_id) WHERE bank_file_id IS NOT NULL;

      CREATE TABLE settlement.closed_periods (
        merchant_id uuid NOT NULL,
        currency char(3) NOT NULL,
        period char(7) NOT NULL CONSTRAINT closed_periods_period_check CHECK (period ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
        opening_minor bigint NOT NULL,
        closing_minor bigint NOT NULL,
        closed_at timestamptz NOT NULL,
        CONSTRAINT closed_periods_pkey PRIMARY KEY (merchant_id, period, currency)
      );

      CREATE FUNCTION settlement.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $body$
        BEGIN
          RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
        END $body$;
      CREATE TRIGGER bank_files_append_only BEFORE UPDATE OR DELETE ON settlement.bank_files FOR EACH ROW EXECUTE FUNCTION settlement.refuse_change();
      CREATE TRIGGER merchant_terms_append_only BEFORE UPDATE OR DELETE ON settlement.merchant_terms FOR EACH ROW EXECUTE FUNCTION settlement.refuse_change();
      CREATE TRIGGER payout_methods_append_only BEFORE UPDATE OR DELETE ON settlement.payout_methods FOR EACH ROW EXECUTE FUNCTION settlement.refuse_change();
      CREATE TRIGGER entries_keep_amounts BEFORE DELETE OR UPDATE OF merchant_id, currency, ledger_key, kind, reference, payable_minor, reserve_minor, occurred_at, booked_at
        ON settlement.merchant_entries FOR EACH ROW EXECUTE FUNCTION settlement.refuse_change();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
