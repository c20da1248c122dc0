import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Briefs have a day by which they are given; work that was bought without a plan gets the plain one, so that its money waits for its buyer's word. */
export class AnswerForWork1764000000735 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      ALTER TABLE delivery.commissions ADD COLUMN brief_by timestamptz, ADD COLUMN brief_reminders integer NOT NULL DEFAULT 0;
      WITH opened AS (
        INSERT INTO delivery.commissions (entitlement_id, order_id, order_line_id, product_id, merchant_id, questions, accept_days, change_rounds, answers, brief_given_at)
        SELECT id, order_id, order_line_id, product_id, merchant_id,
          '[{"id": "wishes", "label": {"en": "What is to be made?", "zh-CN": "您想定制什么？", "ru": "Что нужно сделать?", "ar": "ما المطلوب إنجازه؟"}, "isRequired": false}]', 14, 2,
          CASE WHEN performed_at IS NOT NULL THEN '{}'::jsonb END, performed_at
        FROM delivery.entitlements e WHERE delivery_kind = 'commission' AND NOT EXISTS (SELECT FROM delivery.commissions c WHERE c.entitlement_id = e.id)
        RETURNING entitlement_id)
      INSERT INTO delivery.milestones (id, entitlement_id, position, name, from_share, to_share, due_days, state, accepted_at, changed_at)
      SELECT uuidv7(), e.id, 1, '{"en": "The whole work", "zh-CN": "全部工作", "ru": "Вся работа", "ar": "العمل كاملًا"}', 0, 10000, 30,
        CASE WHEN e.performed_at IS NOT NULL THEN 'accepted' WHEN e.state IN ('revoked', 'expired') THEN 'cancelled' ELSE 'open' END, e.performed_at, coalesce(e.performed_at, e.granted_at)
      FROM opened JOIN delivery.entitlements e ON e.id = opened.entitlement_id;
      UPDATE delivery.commissions SET brief_by = now() + interval '60 days';
      ALTER TABLE delivery.commissions ALTER COLUMN brief_by SET NOT NULL;
      CREATE INDEX commissions_without_brief ON delivery.commissions (brief_by) WHERE brief_given_at IS NULL;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
