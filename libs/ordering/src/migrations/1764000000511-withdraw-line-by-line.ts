import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Withdrawals that were confirmed before are kept line by line too; those that were paid back are settled. */
export class WithdrawLineByLine1764000000511 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      ALTER TABLE ordering.order_lines
        ADD COLUMN service_days integer CHECK (service_days > 0),
        ADD COLUMN withdrawn_at timestamptz;
      CREATE TABLE ordering.withdrawn_lines (
        line_id uuid PRIMARY KEY REFERENCES ordering.order_lines (id),
        withdrawal_id uuid NOT NULL REFERENCES ordering.withdrawals (id),
        order_id uuid NOT NULL REFERENCES ordering.orders (id),
        merchant_id uuid NOT NULL,
        refund_minor bigint NOT NULL CHECK (refund_minor >= 0),
        quantity integer NOT NULL CHECK (quantity >= 0),
        return_expected boolean NOT NULL,
        returned_at timestamptz,
        settled_at timestamptz,
        refund_id uuid REFERENCES ordering.refunds (id),
        CONSTRAINT only_what_is_expected_returns CHECK (return_expected OR returned_at IS NULL),
        CONSTRAINT what_was_sent_is_settled_once_it_is_back CHECK (settled_at IS NULL OR NOT return_expected OR returned_at IS NOT NULL),
        CONSTRAINT withdrawn_lines_are_paid_back_when_settled CHECK (refund_id IS NULL OR settled_at IS NOT NULL)
      );
      CREATE INDEX withdrawn_lines_of_merchant ON ordering.withdrawn_lines (merchant_id, withdrawal_id, line_id);
      CREATE INDEX withdrawn_lines_in_order ON ordering.withdrawn_lines (withdrawal_id, line_id);
      CREATE INDEX withdrawn_lines_open ON ordering.withdrawn_lines (order_id) WHERE settled_at IS NULL;
      INSERT INTO ordering.withdrawn_lines (line_id, withdrawal_id, order_id, merchant_id, refund_minor, quantity, return_expected, settled_at, refund_id)
      SELECT DISTINCT ON (l.id) l.id, w.id, w.order_id, l.merchant_id, d."refundMinor", d.quantity, d."returnExpected",
        CASE WHEN NOT d."returnExpected" THEN w.confirmed_at END, CASE WHEN NOT d."returnExpected" THEN w.refund_id END
      FROM ordering.withdrawals w, jsonb_to_recordset(w.lines) AS d ("lineId" uuid, "refundMinor" bigint, quantity int, "returnExpected" boolean), ordering.order_lines l
      WHERE w.confirmed_at IS NOT NULL AND l.id = d."lineId" ORDER BY l.id, w.confirmed_at;
      UPDATE ordering.order_lines l SET withdrawn_at = w.confirmed_at FROM ordering.withdrawn_lines d JOIN ordering.withdrawals w ON w.id = d.withdrawal_id WHERE d.line_id = l.id;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
