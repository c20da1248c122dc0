import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Paid invoices that no order can be made of wait for an admin; and a subscription that cannot be followed does not stand before others in the sweep. */
export class HoldInvoices1764000000415 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      ALTER TABLE payments.subscriptions ADD COLUMN tried_at timestamptz;
      CREATE TABLE payments.held_invoices (
        id uuid CONSTRAINT held_invoices_pkey PRIMARY KEY,
        stripe_invoice_id text NOT NULL CONSTRAINT held_invoices_stripe_invoice_id_key UNIQUE,
        subscription_id uuid NOT NULL CONSTRAINT held_invoices_subscription_id_fkey REFERENCES payments.subscriptions (id),
        reference uuid,
        reason text NOT NULL,
        detail text NOT NULL,
        amount_minor bigint,
        currency char(3),
        paid_at timestamptz NOT NULL,
        told jsonb,
        held_at timestamptz NOT NULL,
        tried_at timestamptz NOT NULL,
        tries integer NOT NULL DEFAULT 1,
        state text NOT NULL DEFAULT 'held',
        decided_at timestamptz,
        decided_by uuid,
        note text,
        CONSTRAINT held_invoices_reason_check CHECK (reason = ANY (ARRAY['no_payment'::text, 'unknown_kind'::text, 'not_taken'::text, 'no_order'::text])),
        CONSTRAINT held_invoices_state_check CHECK (state = ANY (ARRAY['held'::text, 'set_aside'::text, 'taken'::text])),
        CONSTRAINT held_invoices_tries_check CHECK (tries > 0),
        CONSTRAINT amounts_of_held_invoices_have_currencies CHECK ((amount_minor IS NULL) = (currency IS NULL)),
        CONSTRAINT decided_invoices_say_when CHECK ((state = 'held') = (decided_at IS NULL)),
        CONSTRAINT who_sets_an_invoice_aside_says_why CHECK ((state = 'set_aside') = (decided_by IS NOT NULL AND note IS NOT NULL))
      );
      CREATE INDEX held_invoices_of_subscription ON payments.held_invoices (subscription_id);
      CREATE INDEX held_invoices_reference ON payments.held_invoices (reference) WHERE reference IS NOT NULL;
      CREATE INDEX held_invoices_waiting ON payments.held_invoices (id) WHERE state = 'held';
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
