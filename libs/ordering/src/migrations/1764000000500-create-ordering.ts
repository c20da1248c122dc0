import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateOrdering1764000000500 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE TABLE ordering.quotes (
        id uuid PRIMARY KEY,
        country char(2) NOT NULL,
        currency char(3) NOT NULL,
        locale text NOT NULL,
        rate_set_id uuid NOT NULL,
        total_minor bigint NOT NULL,
        lines jsonb NOT NULL,
        quoted_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL
      );
      CREATE TABLE ordering.orders (
        id uuid PRIMARY KEY,
        number text NOT NULL,
        quote_id uuid NOT NULL,
        status text NOT NULL CHECK (status IN ('awaiting_payment', 'paid', 'cancelled')),
        email text NOT NULL,
        locale text NOT NULL,
        country char(2) NOT NULL,
        currency char(3) NOT NULL,
        total_minor bigint NOT NULL CHECK (total_minor > 0),
        rate_set_id uuid NOT NULL,
        recipient jsonb,
        placed_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        paid_at timestamptz,
        cancelled_at timestamptz,
        CONSTRAINT orders_number_key UNIQUE (number),
        CONSTRAINT orders_quote_id_key UNIQUE (quote_id),
        CONSTRAINT paid_orders_say_when CHECK ((status = 'paid') = (paid_at IS NOT NULL))
      );
      CREATE INDEX orders_email ON ordering.orders (email, placed_at);
      CREATE INDEX orders_awaiting_payment ON ordering.orders (expires_at) WHERE status = 'awaiting_payment';
      CREATE TABLE ordering.order_lines (
        order_id uuid NOT NULL REFERENCES ordering.orders (id),
        position smallint NOT NULL,
        id uuid NOT NULL,
        merchant_id uuid NOT NULL,
        merchant_name jsonb NOT NULL,
        product_id uuid NOT NULL,
        product_code text NOT NULL,
        product_slug text NOT NULL,
        product_name jsonb NOT NULL,
        variant_id uuid NOT NULL,
        variant_name jsonb,
        cluster_id text NOT NULL,
        taxonomy_id text NOT NULL,
        delivery_kind text NOT NULL,
        digitally_ordered boolean NOT NULL,
        digitally_delivered boolean NOT NULL,
        quantity integer NOT NULL CHECK (quantity > 0),
        unit_minor bigint NOT NULL,
        total_minor bigint NOT NULL,
        merchant_currency char(3) NOT NULL,
        merchant_total_minor bigint NOT NULL,
        rate numeric NOT NULL CHECK (rate > 0),
        PRIMARY KEY (order_id, position),
        CONSTRAINT line_totals_are_unit_times_quantity CHECK (total_minor = unit_minor * quantity)
      );
      CREATE INDEX order_lines_merchant_id ON ordering.order_lines (merchant_id, order_id);
      CREATE TABLE ordering.order_transitions (
        order_id uuid NOT NULL REFERENCES ordering.orders (id),
        to_status text NOT NULL,
        from_status text,
        actor text NOT NULL,
        reason text NOT NULL,
        changed_at timestamptz NOT NULL,
        PRIMARY KEY (order_id, to_status)
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
