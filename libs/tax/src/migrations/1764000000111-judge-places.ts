import type { MigrationInterface, QueryRunner } from 'typeorm';

export class JudgePlaces1764000000111 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      ALTER TABLE tax.turnover ADD COLUMN recorded_at timestamptz NOT NULL DEFAULT now();
      DROP INDEX tax.turnover_by_day;
      CREATE INDEX turnover_by_record ON tax.turnover (recorded_at);
      CREATE TABLE tax.place_verdicts (
        id uuid PRIMARY KEY,
        order_id uuid NOT NULL,
        taxed_in char(2) NOT NULL,
        country char(2) NOT NULL,
        verdict text NOT NULL CHECK (verdict IN ('sufficient', 'pending', 'contradicted')),
        items jsonb NOT NULL,
        judged_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX place_verdicts_by_order ON tax.place_verdicts (order_id, id);
      CREATE INDEX place_verdicts_to_look_at ON tax.place_verdicts (verdict, id) WHERE verdict <> 'sufficient';
      CREATE TRIGGER place_verdicts_append_only BEFORE UPDATE OR DELETE ON tax.place_verdicts FOR EACH ROW EXECUTE FUNCTION tax.refuse_change();
      CREATE TRIGGER place_verdicts_whole BEFORE TRUNCATE ON tax.place_verdicts FOR EACH STATEMENT EXECUTE FUNCTION tax.refuse_change();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
