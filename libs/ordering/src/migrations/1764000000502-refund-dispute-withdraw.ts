import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RefundDisputeWithdraw1764000000502 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE TABLE ordering.refunds (
        id uuid PRIMARY KEY,
        order_id uuid NOT NULL REFERENCES ordering.orders (id),
        reason text NOT NULL,
        currency char(3) NOT NULL,
        total_minor bigint NOT NULL CHECK (total_minor > 0),
        actor text NOT NULL,
        note text,
        asked_at timestamptz NOT NULL,
        state text NOT NULL CHECK (state IN ('asked', 'succeeded', 'failed', 'taken_by_bank')),
        settled_at timestamptz,
        failure_reason text
      );
      CREATE INDEX refunds_order_id ON ordering.refunds (order_id, id);
      CREATE TABLE ordering.refund_lines (
        refund_id uuid NOT NULL REFERENCES ordering.refunds (id),
        line_id uuid NOT NULL REFERENCES ordering.order_lines (id),
        total_minor bigint NOT NULL CHECK (total_minor >= 0),
        quantity integer NOT NULL CHECK (quantity >= 0),
        share jsonb NOT NULL,
        PRIMARY KEY (refund_id, line_id)
      );
      CREATE INDEX refund_lines_line_id ON ordering.refund_lines (line_id);
      CREATE FUNCTION ordering.refuse_refund_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
        END
      $$;
      CREATE TRIGGER refund_lines_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ordering.refund_lines FOR EACH STATEMENT EXECUTE FUNCTION ordering.refuse_refund_change();
      CREATE TRIGGER refunds_are_kept BEFORE DELETE OR TRUNCATE ON ordering.refunds FOR EACH STATEMENT EXECUTE FUNCTION ordering.refuse_refund_change();
      CREATE TRIGGER refunds_stay_what_they_were BEFORE UPDATE ON ordering.refunds FOR EACH ROW
        WHEN ((to_jsonb(NEW) - '{state,settled_at,failure_reason}'::text[]) IS DISTINCT FROM (to_jsonb(OLD) - '{state,settled_at,failure_reason}'::text[]))
        EXECUTE FUNCTION ordering.refuse_refund_change();
      CREATE TABLE ordering.disputes (
        id text PRIMARY KEY,
        order_id uuid NOT NULL REFERENCES ordering.orders (id),
        stage text NOT NULL CHECK (stage IN ('warning', 'warning_closed', 'opened', 'under_review', 'won', 'lost')),
        reason text NOT NULL,
        currency char(3) NOT NULL,
        disputed_minor bigint NOT NULL,
        shares jsonb,
        evidence_due_by timestamptz,
        opened_at timestamptz,
        decided_at timestamptz,
        CONSTRAINT opened_disputes_are_shared CHECK (stage IN ('warning', 'warning_closed') OR (shares IS NOT NULL AND opened_at IS NOT NULL)),
        CONSTRAINT decided_disputes_say_when CHECK ((stage IN ('won', 'lost')) = (decided_at IS NOT NULL))
      );
      CREATE INDEX disputes_order_id ON ordering.disputes (order_id);
      CREATE TABLE ordering.withdrawals (
        id uuid PRIMARY KEY,
        order_id uuid NOT NULL REFERENCES ordering.orders (id),
        name text NOT NULL,
        email text NOT NULL,
        lines jsonb NOT NULL,
        declared_at timestamptz NOT NULL,
        confirmed_at timestamptz,
        refund_id uuid REFERENCES ordering.refunds (id)
      );
      CREATE INDEX withdrawals_order_id ON ordering.withdrawals (order_id, id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
