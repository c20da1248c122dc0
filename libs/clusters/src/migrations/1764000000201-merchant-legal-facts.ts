import type { MigrationInterface, QueryRunner } from 'typeorm';

export class MerchantLegalFacts1764000000201 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE TABLE clusters.merchant_legal_facts (
        id uuid CONSTRAINT merchant_legal_facts_pkey PRIMARY KEY,
        merchant_id uuid NOT NULL CONSTRAINT merchant_legal_facts_merchant_id_fkey REFERENCES clusters.merchants (id),
        legal_name text,
        street_lines jsonb NOT NULL CONSTRAINT merchant_legal_facts_street_lines_check CHECK (jsonb_typeof(street_lines) = 'array'),
        postal_code text,
        city text,
        region text,
        country char(2),
        registration_number text,
        tax_id text,
        accounts_email text,
        valid_from timestamptz NOT NULL,
        set_by uuid
      );
      CREATE INDEX merchant_legal_facts_newest ON clusters.merchant_legal_facts (merchant_id, valid_from, id);

      CREATE FUNCTION clusters.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $body$
        BEGIN
          RAISE EXCEPTION 'clusters.% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
        END $body$;
      CREATE TRIGGER merchant_legal_facts_append_only BEFORE UPDATE OR DELETE ON clusters.merchant_legal_facts FOR EACH ROW EXECUTE FUNCTION clusters.refuse_change();
      CREATE TRIGGER merchant_legal_facts_not_emptied BEFORE TRUNCATE ON clusters.merchant_legal_facts EXECUTE FUNCTION clusters.refuse_change();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
