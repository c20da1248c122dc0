import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One event is told to several people: to each owner of each merchant that it concerns. */
export class TellMerchants1764000000652 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      ALTER TABLE notifications.messages ADD COLUMN merchant_id uuid;
      ALTER TABLE notifications.messages DROP CONSTRAINT messages_event_id_kind_key,
        ADD CONSTRAINT messages_event_id_kind_merchant_id_recipient_key UNIQUE NULLS NOT DISTINCT (event_id, kind, merchant_id, recipient);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
