import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A variant can be charged again and again: by which interval, every how many of it, and after how long a trial. */
export class BillingPlans1764000000310 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      ALTER TABLE catalog.variants
        ADD COLUMN billing_interval text CONSTRAINT variants_billing_interval_check CHECK (billing_interval IN ('day', 'week', 'month', 'year')),
        ADD COLUMN billing_interval_count smallint CONSTRAINT variants_billing_interval_count_check CHECK (billing_interval_count BETWEEN 1 AND 52),
        ADD COLUMN trial_days smallint CONSTRAINT variants_trial_days_check CHECK (trial_days BETWEEN 0 AND 365),
        ADD CONSTRAINT a_billing_plan_is_whole CHECK ((billing_interval IS NULL) = (billing_interval_count IS NULL) AND (billing_interval IS NULL) = (trial_days IS NULL));
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
