import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateInvoicing1764000000750 implements MigrationInterface {
  readonly name = 'CreateInvoicing1764000000750';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE TABLE invoicing.pending_sources (
        key text CONSTRAINT pending_sources_pkey PRIMARY KEY,
        kind text NOT NULL CONSTRAINT pending_sources_kind_check CHECK (kind IN ('order', 'refund', 'commission')),
        payload jsonb NOT NULL,
        due_at timestamptz NOT NULL,
        tries smallint NOT NULL DEFAULT 0,
        fault text
      );
      CREATE INDEX pending_sources_due_at ON invoicing.pending_sources (due_at, key);

      CREATE TABLE invoicing.series (
        issuer text NOT NULL,
        series text NOT NULL,
        year smallint NOT NULL,
        last_sequence integer NOT NULL CONSTRAINT series_last_sequence_check CHECK (last_sequence > 0),
        CONSTRAINT series_pkey PRIMARY KEY (issuer, series, year)
      );

      CREATE TABLE invoicing.invoices (
        id uuid CONSTRAINT invoices_pkey PRIMARY KEY,
        kind text NOT NULL CONSTRAINT invoices_kind_check CHECK (kind IN ('invoice', 'credit_note')),
        purpose text NOT NULL CONSTRAINT invoices_purpose_check CHECK (purpose IN ('sale', 'commission')),
        issuer text NOT NULL,
        merchant_id uuid,
        series text NOT NULL,
        year smallint NOT NULL,
        sequence integer NOT NULL CONSTRAINT invoices_sequence_check CHECK (sequence > 0),
        number text NOT NULL,
        source_key text NOT NULL,
        order_id uuid,
        corrects_id uuid CONSTRAINT invoices_corrects_id_fkey REFERENCES invoicing.invoices (id),
        issued_on date NOT NULL,
        currency char(3) NOT NULL,
        tax_minor bigint NOT NULL CONSTRAINT invoices_tax_minor_check CHECK (tax_minor >= 0),
        total_minor bigint NOT NULL CONSTRAINT invoices_total_minor_check CHECK (total_minor >= tax_minor),
        document jsonb NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT invoices_number_key UNIQUE (issuer, number),
        CONSTRAINT invoices_sequence_key UNIQUE (issuer, series, year, sequence),
        CONSTRAINT invoices_source_key UNIQUE (source_key, issuer)
      );
      CREATE INDEX invoices_order_id ON invoicing.invoices (order_id);
      CREATE INDEX invoices_merchant_id ON invoicing.invoices (merchant_id, id);
      CREATE INDEX invoices_issuer_issued_on ON invoicing.invoices (issuer, issued_on, id);
      CREATE INDEX invoices_issued_on ON invoicing.invoices (issued_on, id);

      CREATE FUNCTION invoicing.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'invoicing.% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
      END $$;
      CREATE TRIGGER invoices_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON invoicing.invoices FOR EACH STATEMENT EXECUTE FUNCTION invoicing.refuse_change();`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
