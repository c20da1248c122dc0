import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePayments1764000000400 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE TABLE payments.checkouts (
        id uuid CONSTRAINT checkouts_pkey PRIMARY KEY,
        reference uuid NOT NULL CONSTRAINT checkouts_reference_key UNIQUE,
        amount_minor bigint NOT NULL CONSTRAINT checkouts_amount_check CHECK (amount_minor > 0),
        currency char(3) NOT NULL,
        status text NOT NULL CONSTRAINT checkouts_status_check CHECK (status IN ('open', 'paid', 'expired')),
        stripe_session_id text NOT NULL CONSTRAINT checkouts_stripe_session_id_key UNIQUE,
        url text,
        expires_at timestamptz NOT NULL,
        opened_at timestamptz NOT NULL,
        asked_at timestamptz NOT NULL,
        settled_at timestamptz,
        CONSTRAINT checkouts_open_has_url_check CHECK (status <> 'open' OR url IS NOT NULL),
        CONSTRAINT checkouts_settled_check CHECK ((status = 'open') = (settled_at IS NULL))
      );
      CREATE INDEX checkouts_open_expires_at ON payments.checkouts (expires_at) WHERE status = 'open';
      CREATE TABLE payments.charges (
        id uuid CONSTRAINT charges_pkey PRIMARY KEY,
        checkout_id uuid NOT NULL CONSTRAINT charges_checkout_id_key UNIQUE,
        reference uuid NOT NULL,
        amount_minor bigint NOT NULL CONSTRAINT charges_amount_check CHECK (amount_minor > 0),
        currency char(3) NOT NULL,
        stripe_payment_intent_id text NOT NULL,
        stripe_charge_id text,
        captured_at timestamptz NOT NULL
      );
      CREATE INDEX charges_reference ON payments.charges (reference);
      CREATE TABLE payments.refunds (
        id uuid CONSTRAINT refunds_pkey PRIMARY KEY,
        charge_id uuid NOT NULL CONSTRAINT refunds_charge_id_key UNIQUE,
        amount_minor bigint NOT NULL CONSTRAINT refunds_amount_check CHECK (amount_minor > 0),
        currency char(3) NOT NULL,
        reason text NOT NULL,
        status text NOT NULL,
        stripe_refund_id text NOT NULL CONSTRAINT refunds_stripe_refund_id_key UNIQUE,
        refunded_at timestamptz NOT NULL
      );
      CREATE TABLE payments.stripe_events (
        id text CONSTRAINT stripe_events_pkey PRIMARY KEY,
        type text NOT NULL,
        received_at timestamptz NOT NULL
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
