import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is payable for commissioned work is held until its parts are accepted. */
export class HoldForWork1764000000730 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE TABLE settlement.work_holds (
        line_id uuid CONSTRAINT work_holds_pkey PRIMARY KEY,
        order_id text NOT NULL,
        merchant_id uuid NOT NULL,
        currency char(3) NOT NULL,
        held_minor bigint NOT NULL,
        released_minor bigint NOT NULL DEFAULT 0,
        refunded_minor bigint NOT NULL DEFAULT 0,
        CONSTRAINT work_holds_amounts_check CHECK (held_minor >= 0 AND released_minor >= 0 AND refunded_minor >= 0 AND (held_minor = 0 OR released_minor + refunded_minor <= held_minor))
      );
      CREATE INDEX work_holds_order_id ON settlement.work_holds (order_id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
