import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the parts of commissioned work were worth when they were accepted or given back: what is given back by amount lowers those that are open. */
export class CloseParts1764000000538 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE TABLE ordering.closed_parts (
        line_id uuid NOT NULL,
        part_id uuid NOT NULL,
        shares integer NOT NULL CONSTRAINT closed_parts_shares_check CHECK (shares > 0),
        result text NOT NULL CONSTRAINT closed_parts_result_check CHECK (result IN ('delivered', 'undeliverable')),
        total_minor bigint NOT NULL,
        payable_minor bigint NOT NULL,
        closed_at timestamptz NOT NULL,
        CONSTRAINT closed_parts_pkey PRIMARY KEY (line_id, part_id),
        CONSTRAINT closed_parts_amounts_check CHECK (total_minor >= 0 AND payable_minor >= 0)
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
