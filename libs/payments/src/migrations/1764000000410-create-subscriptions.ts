import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is charged again and again: how each subscription stands at the provider, and which of its invoices were paid. A page on which nothing is due today has an amount of zero. */
export class CreateSubscriptions1764000000410 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      ALTER TABLE payments.checkouts DROP CONSTRAINT checkouts_amount_check, ADD CONSTRAINT checkouts_amount_check CHECK (amount_minor >= 0) NOT VALID;
      ALTER TABLE payments.checkouts VALIDATE CONSTRAINT checkouts_amount_check;
      CREATE TABLE payments.subscriptions (
        id uuid CONSTRAINT subscriptions_pkey PRIMARY KEY,
        reference uuid NOT NULL CONSTRAINT subscriptions_reference_key UNIQUE,
        stripe_subscription_id text NOT NULL CONSTRAINT subscriptions_stripe_subscription_id_key UNIQUE,
        standing jsonb,
        revision integer NOT NULL DEFAULT 0,
        status text,
        period_end timestamptz,
        read_at timestamptz,
        CONSTRAINT subscriptions_revision_check CHECK (revision >= 0)
      );
      CREATE INDEX subscriptions_running ON payments.subscriptions (period_end) WHERE status IS DISTINCT FROM 'ended';
      CREATE TABLE payments.subscription_invoices (
        stripe_invoice_id text CONSTRAINT subscription_invoices_pkey PRIMARY KEY,
        subscription_id uuid NOT NULL CONSTRAINT subscription_invoices_subscription_id_fkey REFERENCES payments.subscriptions (id),
        reference uuid,
        paid_at timestamptz NOT NULL
      );
      CREATE INDEX subscription_invoices_subscription_id ON payments.subscription_invoices (subscription_id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
