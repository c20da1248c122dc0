import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Parcels go in shipments, several lines in one or a line in several; they can come back; and each product has what customs ask for. */
export class ShipAndDeclare1764000000696 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE TABLE delivery.shipments (
        id uuid CONSTRAINT shipments_pkey PRIMARY KEY,
        order_id uuid NOT NULL,
        merchant_id uuid NOT NULL,
        state text NOT NULL CONSTRAINT shipments_state_check CHECK (state IN ('packed', 'shipped', 'delivered', 'returned')),
        carrier text,
        tracking text,
        weight_grams integer CONSTRAINT shipments_weight_grams_check CHECK (weight_grams > 0),
        packed_by uuid NOT NULL,
        packed_at timestamptz NOT NULL,
        shipped_at timestamptz,
        delivered_at timestamptz,
        returned_at timestamptz,
        CONSTRAINT shipments_say_when CHECK ((state = 'packed') = (shipped_at IS NULL) AND (state = 'delivered') = (delivered_at IS NOT NULL) AND (state = 'returned') = (returned_at IS NOT NULL))
      );
      CREATE INDEX shipments_order_id ON delivery.shipments (order_id);
      CREATE INDEX shipments_merchant_id ON delivery.shipments (merchant_id, id);
      CREATE TABLE delivery.shipment_lines (
        shipment_id uuid NOT NULL CONSTRAINT shipment_lines_shipment_id_fkey REFERENCES delivery.shipments (id) ON DELETE CASCADE,
        order_line_id uuid NOT NULL CONSTRAINT shipment_lines_order_line_id_fkey REFERENCES delivery.parcels (order_line_id),
        quantity integer NOT NULL CONSTRAINT shipment_lines_quantity_check CHECK (quantity > 0),
        returned_at timestamptz,
        CONSTRAINT shipment_lines_pkey PRIMARY KEY (shipment_id, order_line_id)
      );
      CREATE INDEX shipment_lines_order_line_id ON delivery.shipment_lines (order_line_id);
      CREATE TEMP TABLE sent ON COMMIT DROP AS
        SELECT uuidv7() AS id, p.*, coalesce((SELECT t.actor::uuid FROM delivery.parcel_transitions t WHERE t.order_line_id = p.order_line_id AND t.to_state IN ('shipped', 'delivered') AND t.actor ~ '^[0-9a-f-]{36}$' ORDER BY t.id LIMIT 1), p.merchant_id) AS sent_by
        FROM delivery.parcels p WHERE p.state IN ('shipped', 'delivered');
      INSERT INTO delivery.shipments (id, order_id, merchant_id, state, carrier, tracking, packed_by, packed_at, shipped_at, delivered_at)
        SELECT id, order_id, merchant_id, state, carrier, tracking, sent_by, shipped_at, shipped_at, delivered_at FROM sent;
      INSERT INTO delivery.shipment_lines (shipment_id, order_line_id, quantity) SELECT id, order_line_id, quantity FROM sent;
      ALTER TABLE delivery.parcels
        DROP CONSTRAINT parcels_state_check,
        DROP CONSTRAINT parcels_say_when,
        DROP COLUMN carrier,
        DROP COLUMN tracking,
        ADD COLUMN returned_at timestamptz,
        ADD CONSTRAINT parcels_state_check CHECK (state IN ('to_ship', 'held', 'shipped', 'delivered', 'returned', 'cancelled')),
        ADD CONSTRAINT parcels_say_when CHECK ((state IN ('shipped', 'delivered', 'returned')) = (shipped_at IS NOT NULL)
          AND CASE state WHEN 'delivered' THEN delivered_at IS NOT NULL WHEN 'returned' THEN true ELSE delivered_at IS NULL END AND (state = 'returned') = (returned_at IS NOT NULL));
      CREATE INDEX parcels_merchant_id ON delivery.parcels (merchant_id, order_line_id);
      CREATE TABLE delivery.customs_of_products (
        id uuid CONSTRAINT customs_of_products_pkey PRIMARY KEY,
        product_id uuid NOT NULL,
        variant_id uuid,
        merchant_id uuid NOT NULL,
        hs_code text NOT NULL CONSTRAINT customs_of_products_hs_code_check CHECK (hs_code ~ '^[0-9]{6,10}$'),
        origin_country char(2) NOT NULL,
        description jsonb NOT NULL CONSTRAINT customs_are_told_in_english CHECK (description ? 'en'),
        net_weight_grams integer NOT NULL CONSTRAINT customs_of_products_net_weight_grams_check CHECK (net_weight_grams > 0),
        confirmed_by uuid NOT NULL,
        confirmed_at timestamptz NOT NULL,
        CONSTRAINT customs_of_products_product_id_variant_id_key UNIQUE NULLS NOT DISTINCT (product_id, variant_id)
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
