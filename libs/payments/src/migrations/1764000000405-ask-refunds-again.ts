import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A refund that failed can be asked for again: which try it is, and the refunds at Stripe that its earlier tries left behind. */
export class AskRefundsAgain1764000000405 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      ALTER TABLE payments.refunds ADD COLUMN attempt smallint NOT NULL DEFAULT 1, ADD COLUMN ended_stripe_refund_ids text[] NOT NULL DEFAULT '{}';
      CREATE INDEX refunds_failed ON payments.refunds (id) WHERE status IN ('failed', 'canceled') AND NOT is_foreign;
      CREATE INDEX refunds_foreign ON payments.refunds (id) WHERE is_foreign;
      CREATE INDEX disputes_opened_at ON payments.disputes (opened_at, id);
      CREATE INDEX transfers_refused ON payments.transfers (payout_id) WHERE state = 'sent' AND stripe_payout_id IS NULL AND failure_reason IS NOT NULL;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
