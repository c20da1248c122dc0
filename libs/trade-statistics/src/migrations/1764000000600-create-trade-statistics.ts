import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateTradeStatistics1764000000600 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE TABLE trade_statistics.facts (
        id uuid PRIMARY KEY,
        order_id uuid NOT NULL,
        order_number text NOT NULL,
        line_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('sale', 'correction')),
        occurred_at timestamptz NOT NULL,
        statistics_date date NOT NULL,
        exporter char(2) NOT NULL,
        importer char(2) NOT NULL,
        partner char(2) NOT NULL,
        flow text NOT NULL CHECK (flow IN ('export', 'import', 'domestic', 'transit')),
        digitally_ordered boolean NOT NULL,
        digitally_delivered boolean NOT NULL,
        via_platform boolean NOT NULL,
        trade_class text NOT NULL CHECK (trade_class IN ('service', 'goods')),
        ebops text,
        hs_chapter text,
        taxonomy_id text NOT NULL,
        cluster_id text NOT NULL,
        merchant_id uuid NOT NULL,
        quantity integer NOT NULL,
        amount_minor bigint NOT NULL,
        currency char(3) NOT NULL,
        cny_minor bigint NOT NULL,
        rate numeric NOT NULL CHECK (rate > 0),
        rate_set_id uuid NOT NULL,
        CONSTRAINT facts_line_id_kind_key UNIQUE (line_id, kind),
        CONSTRAINT goods_are_never_digitally_delivered CHECK (NOT (trade_class = 'goods' AND digitally_delivered))
      );
      CREATE INDEX facts_statistics_date ON trade_statistics.facts (statistics_date, id);
      CREATE INDEX facts_partner ON trade_statistics.facts (partner, statistics_date);
      CREATE INDEX facts_order_id ON trade_statistics.facts (order_id);
      CREATE FUNCTION trade_statistics.refuse_fact_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          RAISE EXCEPTION 'trade_statistics.facts is append-only' USING ERRCODE = 'restrict_violation';
        END
      $$;
      CREATE TRIGGER facts_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON trade_statistics.facts
        FOR EACH STATEMENT EXECUTE FUNCTION trade_statistics.refuse_fact_change();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
