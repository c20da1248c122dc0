import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateTransfers1764000000404 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE TABLE payments.connected_accounts (
        merchant_id uuid CONSTRAINT connected_accounts_pkey PRIMARY KEY,
        account_id text NOT NULL CONSTRAINT connected_accounts_account_id_key UNIQUE,
        country char(2) NOT NULL,
        can_receive boolean NOT NULL,
        requirements text[] NOT NULL,
        opened_at timestamptz NOT NULL,
        asked_at timestamptz NOT NULL
      );
      CREATE TABLE payments.transfers (
        payout_id uuid CONSTRAINT transfers_pkey PRIMARY KEY,
        merchant_id uuid NOT NULL,
        account_id text NOT NULL,
        amount_minor bigint NOT NULL CONSTRAINT transfers_amount_check CHECK (amount_minor > 0),
        currency char(3) NOT NULL,
        description text NOT NULL,
        state text NOT NULL CONSTRAINT transfers_state_check CHECK (state IN ('asked', 'sent', 'paid', 'failed', 'reversed')),
        failure_reason text,
        stripe_transfer_id text CONSTRAINT transfers_stripe_transfer_id_key UNIQUE,
        stripe_payout_id text CONSTRAINT transfers_stripe_payout_id_key UNIQUE,
        payout_refusals integer NOT NULL,
        reversed_minor bigint NOT NULL,
        asked_at timestamptz NOT NULL,
        tried_at timestamptz NOT NULL,
        changed_at timestamptz NOT NULL,
        CONSTRAINT transfers_sent_check CHECK (state IN ('asked', 'failed') OR stripe_transfer_id IS NOT NULL),
        CONSTRAINT transfers_reversed_check CHECK (reversed_minor BETWEEN 0 AND amount_minor),
        CONSTRAINT transfers_failure_check CHECK (state <> 'failed' OR failure_reason IS NOT NULL)
      );
      CREATE INDEX transfers_merchant_id ON payments.transfers (merchant_id);
      CREATE INDEX transfers_unsettled_tried_at ON payments.transfers (tried_at) WHERE state IN ('asked', 'sent');
      CREATE TABLE payments.transfer_reversals (
        id uuid CONSTRAINT transfer_reversals_pkey PRIMARY KEY,
        payout_id uuid NOT NULL REFERENCES payments.transfers (payout_id),
        amount_minor bigint NOT NULL CONSTRAINT transfer_reversals_amount_check CHECK (amount_minor > 0),
        reason text NOT NULL,
        state text NOT NULL CONSTRAINT transfer_reversals_state_check CHECK (state IN ('asked', 'done', 'failed')),
        failure_reason text,
        stripe_reversal_id text CONSTRAINT transfer_reversals_stripe_reversal_id_key UNIQUE,
        asked_at timestamptz NOT NULL,
        tried_at timestamptz NOT NULL
      );
      CREATE INDEX transfer_reversals_payout_id ON payments.transfer_reversals (payout_id);
      CREATE INDEX transfer_reversals_asked_tried_at ON payments.transfer_reversals (tried_at) WHERE state = 'asked';
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
