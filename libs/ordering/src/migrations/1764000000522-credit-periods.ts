import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Periods that were paid for in part by what was left of the one before: whoever gives such a period back gives that back too. */
export class CreditPeriods1764000000522 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE TABLE ordering.period_credits (
        order_id uuid CONSTRAINT period_credits_pkey PRIMARY KEY CONSTRAINT period_credits_order_id_fkey REFERENCES ordering.orders (id),
        credited_minor bigint NOT NULL CONSTRAINT period_credits_credited_minor_check CHECK (credited_minor > 0),
        returned_minor bigint NOT NULL DEFAULT 0,
        CONSTRAINT period_credits_return_no_more CHECK (returned_minor >= 0 AND returned_minor <= credited_minor)
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
