import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A sale has one fact, and each refund of it one that corrects it. */
export class CorrectByRefund1764000000601 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      ALTER TABLE trade_statistics.facts
        ADD COLUMN refund_id uuid,
        DROP CONSTRAINT facts_line_id_kind_key,
        ADD CONSTRAINT facts_line_id_refund_id_key UNIQUE NULLS NOT DISTINCT (line_id, refund_id),
        ADD CONSTRAINT corrections_name_their_refund CHECK ((kind = 'correction') = (refund_id IS NOT NULL));
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
