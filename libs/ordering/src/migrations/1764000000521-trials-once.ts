import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who has had a trial of what: once per buyer and product, whoever asks first. Trials of before are known by the e-mail address of their order, in
 * the form of `trialEmail`. Seats that are added within a trial are an order over nothing, as the trial's own is.
 */
export class TrialsOnce1764000000521 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      ALTER TABLE ordering.orders
        DROP CONSTRAINT orders_total_minor_check,
        ADD CONSTRAINT orders_total_minor_check CHECK (total_minor > 0 OR total_minor = 0 AND coalesce(subscription_role IN ('first', 'seats'), false)) NOT VALID;
      ALTER TABLE ordering.orders VALIDATE CONSTRAINT orders_total_minor_check;
      ALTER TABLE ordering.subscriptions
        ADD COLUMN person_id uuid,
        ADD COLUMN trial_given_to text CONSTRAINT subscriptions_trial_given_to_check CHECK (trial_given_to IN ('account', 'card', 'email'));
      CREATE TABLE ordering.trials (
        product_id uuid NOT NULL,
        holder text NOT NULL CONSTRAINT trials_holder_check CHECK (holder IN ('account', 'card', 'email')),
        mark text NOT NULL,
        subscription_id uuid NOT NULL CONSTRAINT trials_subscription_id_fkey REFERENCES ordering.subscriptions (id),
        given_at timestamptz NOT NULL,
        CONSTRAINT trials_pkey PRIMARY KEY (product_id, holder, mark)
      );
      CREATE INDEX trials_subscription_id ON ordering.trials (subscription_id);
      INSERT INTO ordering.trials (product_id, holder, mark, subscription_id, given_at)
      SELECT (t.line->>'productId')::uuid, 'email', encode(sha256(convert_to(
          CASE WHEN e.host IN ('gmail.com', 'googlemail.com') THEN replace(e.name, '.', '') || '@gmail.com' ELSE e.name || '@' || e.host END, 'UTF8')), 'hex'), s.id, s.created_at
      FROM ordering.subscriptions s JOIN ordering.orders o ON o.id = s.order_id JOIN ordering.subscription_terms t ON t.subscription_id = s.id AND t.role = 'first',
        LATERAL (SELECT regexp_replace(substring(o.email from '^(.*)@[^@]*$'), '(.)[+].*$', '\\1') AS name, substring(o.email from '@([^@]*)$') AS host) e
      WHERE s.trial_ends_at IS NOT NULL AND e.name IS NOT NULL AND e.host IS NOT NULL
      ORDER BY s.created_at, s.id
      ON CONFLICT DO NOTHING;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
