import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Orders of before had no tax and no commission: what the buyer paid was net, and all of it the merchant's. */
export class FreezeTaxAndCommission1764000000501 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      ALTER TABLE ordering.quotes
        ADD COLUMN region text,
        ADD COLUMN place_country char(2),
        ADD COLUMN tax_id text,
        ADD COLUMN place text NOT NULL DEFAULT 'pending' CHECK (place IN ('sufficient', 'pending', 'majority', 'tie')),
        ADD COLUMN evidence jsonb NOT NULL DEFAULT '[]';
      UPDATE ordering.quotes SET place_country = country;
      ALTER TABLE ordering.quotes ALTER COLUMN place_country SET NOT NULL, ALTER COLUMN place DROP DEFAULT, ALTER COLUMN evidence DROP DEFAULT;
      ALTER TABLE ordering.orders
        DROP CONSTRAINT orders_status_check,
        DROP CONSTRAINT paid_orders_say_when,
        ADD COLUMN tax_id text,
        ADD COLUMN consents jsonb NOT NULL DEFAULT '[]',
        ADD COLUMN refunded_minor bigint NOT NULL DEFAULT 0,
        ADD COLUMN held_at timestamptz,
        ADD COLUMN billing_country char(2),
        ADD COLUMN completes_at timestamptz,
        ADD COLUMN completed_at timestamptz,
        ADD CONSTRAINT orders_status_check CHECK (status IN ('awaiting_payment', 'held', 'paid', 'partly_delivered', 'delivered', 'completed', 'cancelled', 'partly_refunded', 'refunded', 'disputed', 'lost')),
        ADD CONSTRAINT paid_orders_say_when CHECK ((status IN ('awaiting_payment', 'held', 'cancelled')) = (paid_at IS NULL)),
        ADD CONSTRAINT held_orders_say_since_when CHECK (status <> 'held' OR held_at IS NOT NULL),
        ADD CONSTRAINT no_more_is_refunded_than_paid CHECK (refunded_minor BETWEEN 0 AND total_minor);
      CREATE INDEX orders_delivered ON ordering.orders (completes_at) WHERE status = 'delivered';
      CREATE INDEX orders_held ON ordering.orders (held_at) WHERE status = 'held';
      ALTER TABLE ordering.order_lines
        DROP CONSTRAINT line_totals_are_unit_times_quantity,
        ADD COLUMN net_minor bigint,
        ADD COLUMN tax_minor bigint NOT NULL DEFAULT 0,
        ADD COLUMN taxes jsonb NOT NULL DEFAULT '[]',
        ADD COLUMN import_estimate jsonb,
        ADD COLUMN merchant_net_minor bigint,
        ADD COLUMN commission_minor bigint NOT NULL DEFAULT 0,
        ADD COLUMN commission_tax_minor bigint NOT NULL DEFAULT 0,
        ADD COLUMN commission_terms jsonb,
        ADD COLUMN payable_minor bigint,
        ADD COLUMN reference_rate numeric,
        ADD COLUMN margin_pct numeric NOT NULL DEFAULT 0 CHECK (margin_pct >= 0),
        ADD COLUMN state text NOT NULL DEFAULT 'awaiting_payment'
          CHECK (state IN ('awaiting_payment', 'paid', 'delivered', 'partly_refunded', 'refunded', 'disputed', 'lost', 'cancelled')),
        ADD COLUMN dispatched_at timestamptz,
        ADD COLUMN delivered_at timestamptz,
        ADD COLUMN refunded_minor bigint NOT NULL DEFAULT 0,
        ADD COLUMN refunded_quantity integer NOT NULL DEFAULT 0;
      UPDATE ordering.order_lines l SET net_minor = l.total_minor, merchant_net_minor = l.merchant_total_minor, payable_minor = l.merchant_total_minor,
        reference_rate = l.rate, state = o.status FROM ordering.orders o WHERE o.id = l.order_id;
      ALTER TABLE ordering.order_lines
        ALTER COLUMN net_minor SET NOT NULL, ALTER COLUMN merchant_net_minor SET NOT NULL, ALTER COLUMN payable_minor SET NOT NULL, ALTER COLUMN reference_rate SET NOT NULL,
        ADD CONSTRAINT order_lines_reference_rate_check CHECK (reference_rate > 0),
        ADD CONSTRAINT lines_are_net_and_tax CHECK (net_minor + tax_minor = total_minor),
        ADD CONSTRAINT merchants_get_what_is_left CHECK (payable_minor + commission_minor + commission_tax_minor = merchant_net_minor),
        ADD CONSTRAINT no_more_of_a_line_is_refunded_than_paid CHECK (refunded_minor BETWEEN 0 AND total_minor AND refunded_quantity BETWEEN 0 AND quantity);
      CREATE UNIQUE INDEX order_lines_id_key ON ordering.order_lines (id);
      ALTER TABLE ordering.order_transitions DROP CONSTRAINT order_transitions_pkey, ADD COLUMN id uuid NOT NULL DEFAULT uuidv7();
      ALTER TABLE ordering.order_transitions ALTER COLUMN id DROP DEFAULT, ADD PRIMARY KEY (id);
      CREATE INDEX order_transitions_order_id ON ordering.order_transitions (order_id, id);
      CREATE TABLE ordering.line_transitions (
        id uuid PRIMARY KEY,
        order_id uuid NOT NULL REFERENCES ordering.orders (id),
        line_id uuid NOT NULL REFERENCES ordering.order_lines (id),
        from_state text NOT NULL,
        to_state text NOT NULL,
        actor text NOT NULL,
        reason text NOT NULL,
        changed_at timestamptz NOT NULL
      );
      CREATE INDEX line_transitions_order_id ON ordering.line_transitions (order_id, id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
