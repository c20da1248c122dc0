import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Subscriptions: what was agreed for each period, what its buyer asked to change, and the orders that its periods have become. */
export class CreateSubscriptions1764000000520 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      ALTER TABLE ordering.orders
        DROP CONSTRAINT orders_total_minor_check,
        ADD COLUMN subscription_id uuid,
        ADD COLUMN subscription_role text CONSTRAINT orders_subscription_role_check CHECK (subscription_role IN ('first', 'renewal', 'upgrade', 'seats')),
        ADD CONSTRAINT orders_total_minor_check CHECK (total_minor > 0 OR total_minor = 0 AND subscription_role IS NOT DISTINCT FROM 'first') NOT VALID,
        ADD CONSTRAINT orders_of_subscriptions_have_a_role CHECK ((subscription_id IS NULL) = (subscription_role IS NULL)) NOT VALID;
      ALTER TABLE ordering.orders VALIDATE CONSTRAINT orders_total_minor_check;
      ALTER TABLE ordering.orders VALIDATE CONSTRAINT orders_of_subscriptions_have_a_role;
      CREATE INDEX orders_subscription_id ON ordering.orders (subscription_id, paid_at) WHERE subscription_id IS NOT NULL;
      CREATE TABLE ordering.subscriptions (
        id uuid CONSTRAINT subscriptions_pkey PRIMARY KEY,
        order_id uuid NOT NULL CONSTRAINT subscriptions_order_id_key UNIQUE CONSTRAINT subscriptions_order_id_fkey REFERENCES ordering.orders (id),
        state text NOT NULL CONSTRAINT subscriptions_state_check CHECK (state IN ('pending', 'trialing', 'active', 'past_due', 'paused', 'ended')),
        is_withheld boolean NOT NULL DEFAULT false,
        terms_id uuid NOT NULL,
        next_terms_id uuid,
        trial_ends_at timestamptz,
        period_start timestamptz,
        period_end timestamptz,
        ends_at timestamptz,
        resumes_at timestamptz,
        past_due_since timestamptz,
        card jsonb,
        owed jsonb,
        revision integer NOT NULL DEFAULT 0,
        version integer NOT NULL DEFAULT 0,
        ended_at timestamptz,
        created_at timestamptz NOT NULL,
        CONSTRAINT ended_subscriptions_say_when CHECK ((state = 'ended') = (ended_at IS NOT NULL)),
        CONSTRAINT subscriptions_overdue_say_since_when CHECK ((state = 'past_due') = (past_due_since IS NOT NULL))
      );
      CREATE INDEX subscriptions_overdue ON ordering.subscriptions (past_due_since) WHERE state = 'past_due' AND NOT is_withheld;
      CREATE TABLE ordering.subscription_terms (
        id uuid CONSTRAINT subscription_terms_pkey PRIMARY KEY,
        subscription_id uuid NOT NULL CONSTRAINT subscription_terms_subscription_id_fkey REFERENCES ordering.subscriptions (id),
        variant_id uuid NOT NULL,
        seats integer NOT NULL CONSTRAINT subscription_terms_seats_check CHECK (seats > 0),
        seats_before integer NOT NULL CONSTRAINT subscription_terms_seats_before_check CHECK (seats_before >= 0),
        role text NOT NULL CONSTRAINT subscription_terms_role_check CHECK (role IN ('first', 'upgrade', 'downgrade', 'seats', 'fewer_seats')),
        line jsonb NOT NULL,
        agreed_at timestamptz NOT NULL
      );
      CREATE INDEX subscription_terms_subscription_id ON ordering.subscription_terms (subscription_id);
      CREATE TABLE ordering.subscription_changes (
        id uuid CONSTRAINT subscription_changes_pkey PRIMARY KEY,
        subscription_id uuid NOT NULL CONSTRAINT subscription_changes_subscription_id_fkey REFERENCES ordering.subscriptions (id),
        kind text NOT NULL CONSTRAINT subscription_changes_kind_check CHECK (kind IN ('upgrade', 'downgrade', 'seats', 'fewer_seats', 'pause', 'resume', 'cancel', 'keep', 'retry', 'end')),
        wanted jsonb NOT NULL,
        state text NOT NULL CONSTRAINT subscription_changes_state_check CHECK (state IN ('asked', 'done', 'refused')),
        actor text NOT NULL,
        asked_at timestamptz NOT NULL,
        settled_at timestamptz,
        CONSTRAINT settled_changes_say_when CHECK ((state = 'asked') = (settled_at IS NULL))
      );
      CREATE UNIQUE INDEX subscription_changes_under_way ON ordering.subscription_changes (subscription_id) WHERE state = 'asked';
      CREATE INDEX subscription_changes_subscription_id ON ordering.subscription_changes (subscription_id, asked_at);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
