import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Many refunds of a charge, each reserved before Stripe is asked. */
export class SplitRefunds1764000000401 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      ALTER TABLE payments.refunds DROP CONSTRAINT refunds_charge_id_key;
      ALTER TABLE payments.refunds ALTER COLUMN stripe_refund_id DROP NOT NULL;
      ALTER TABLE payments.refunds RENAME COLUMN refunded_at TO asked_at;
      ALTER TABLE payments.refunds ADD COLUMN reference uuid, ADD COLUMN is_foreign boolean, ADD COLUMN failure_reason text,
        ADD COLUMN tried_at timestamptz, ADD COLUMN settled_at timestamptz;
      UPDATE payments.refunds refund SET reference = charge.reference, is_foreign = false, tried_at = asked_at,
        settled_at = CASE WHEN refund.status IN ('succeeded', 'failed', 'canceled') THEN asked_at END
      FROM payments.charges charge WHERE charge.id = refund.charge_id;
      ALTER TABLE payments.refunds ALTER COLUMN reference SET NOT NULL, ALTER COLUMN is_foreign SET NOT NULL, ALTER COLUMN tried_at SET NOT NULL;
      ALTER TABLE payments.refunds
        ADD CONSTRAINT refunds_status_check CHECK (status IN ('asked', 'pending', 'requires_action', 'succeeded', 'failed', 'canceled')),
        ADD CONSTRAINT refunds_accepted_check CHECK (status IN ('asked', 'failed') OR stripe_refund_id IS NOT NULL),
        ADD CONSTRAINT refunds_settled_check CHECK ((status IN ('succeeded', 'failed', 'canceled')) = (settled_at IS NOT NULL)),
        ADD CONSTRAINT refunds_charge_id_fkey FOREIGN KEY (charge_id) REFERENCES payments.charges (id);
      CREATE INDEX refunds_charge_id ON payments.refunds (charge_id);
      CREATE INDEX refunds_unsettled_tried_at ON payments.refunds (tried_at) WHERE status IN ('asked', 'pending', 'requires_action');
      CREATE INDEX charges_stripe_payment_intent_id ON payments.charges (stripe_payment_intent_id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
