import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateTax1764000000110 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE TABLE tax.location_evidence (
        id uuid PRIMARY KEY,
        order_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('self-declared', 'billing-address', 'ip-address', 'card-country', 'phone-prefix', 'delivery-address', 'tax-id')),
        country char(2) NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
        raw text NOT NULL,
        seen_at timestamptz NOT NULL,
        retained_until date NOT NULL
      );
      CREATE INDEX location_evidence_by_order ON tax.location_evidence (order_id);
      CREATE INDEX location_evidence_by_end ON tax.location_evidence (retained_until);
      CREATE TABLE tax.evidence_accesses (
        id uuid PRIMARY KEY,
        order_id uuid NOT NULL,
        person_id uuid NOT NULL,
        purpose text NOT NULL CHECK (purpose ~ '\\S'),
        accessed_at timestamptz NOT NULL
      );
      CREATE INDEX evidence_accesses_by_order ON tax.evidence_accesses (order_id);
      CREATE TABLE tax.turnover (
        id uuid PRIMARY KEY,
        reference_id uuid NOT NULL,
        order_id uuid NOT NULL,
        place text NOT NULL CHECK (place ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$'),
        is_business boolean NOT NULL,
        is_parcel boolean NOT NULL,
        currency char(3) NOT NULL,
        amount_minor bigint NOT NULL,
        supplied_on date NOT NULL,
        CONSTRAINT turnover_once UNIQUE (reference_id, place, is_business, is_parcel, currency)
      );
      CREATE INDEX turnover_by_day ON tax.turnover (supplied_on);
      CREATE TABLE tax.liabilities (
        place text PRIMARY KEY,
        since date NOT NULL,
        noted_at timestamptz NOT NULL
      );
      CREATE FUNCTION tax.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'The rows of %.% are append-only', TG_TABLE_SCHEMA, TG_TABLE_NAME; END $$;
      CREATE FUNCTION tax.refuse_early_deletion() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF OLD.retained_until >= CURRENT_DATE THEN RAISE EXCEPTION 'Evidence is kept until %', OLD.retained_until; END IF;
          RETURN OLD;
        END $$;
      CREATE TRIGGER location_evidence_unchanged BEFORE UPDATE ON tax.location_evidence FOR EACH ROW EXECUTE FUNCTION tax.refuse_change();
      CREATE TRIGGER location_evidence_kept BEFORE DELETE ON tax.location_evidence FOR EACH ROW EXECUTE FUNCTION tax.refuse_early_deletion();
      CREATE TRIGGER evidence_accesses_append_only BEFORE UPDATE OR DELETE ON tax.evidence_accesses FOR EACH ROW EXECUTE FUNCTION tax.refuse_change();
      CREATE TRIGGER turnover_append_only BEFORE UPDATE OR DELETE ON tax.turnover FOR EACH ROW EXECUTE FUNCTION tax.refuse_change();
      CREATE TRIGGER location_evidence_whole BEFORE TRUNCATE ON tax.location_evidence FOR EACH STATEMENT EXECUTE FUNCTION tax.refuse_change();
      CREATE TRIGGER evidence_accesses_whole BEFORE TRUNCATE ON tax.evidence_accesses FOR EACH STATEMENT EXECUTE FUNCTION tax.refuse_change();
      CREATE TRIGGER turnover_whole BEFORE TRUNCATE ON tax.turnover FOR EACH STATEMENT EXECUTE FUNCTION tax.refuse_change();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
