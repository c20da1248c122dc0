import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateNotifications1764000000650 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE TABLE notifications.messages (
        id uuid PRIMARY KEY,
        event_id uuid NOT NULL,
        kind text NOT NULL,
        recipient text NOT NULL,
        locale text NOT NULL,
        subject text NOT NULL,
        html text NOT NULL,
        text text NOT NULL,
        state text NOT NULL CHECK (state IN ('waiting', 'sent')),
        created_at timestamptz NOT NULL,
        sent_at timestamptz,
        message_id text,
        CONSTRAINT messages_event_id_kind_key UNIQUE (event_id, kind),
        CONSTRAINT sent_messages_say_when CHECK ((state = 'sent') = (sent_at IS NOT NULL AND message_id IS NOT NULL))
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
