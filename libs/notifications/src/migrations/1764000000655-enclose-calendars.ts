import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mails about sessions carry their calendar entry, kept with the mail as it was written. */
export class EncloseCalendars1764000000655 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      ALTER TABLE notifications.messages ADD COLUMN calendar text, ADD COLUMN calendar_method text,
        ADD CONSTRAINT messages_calendar_check CHECK ((calendar IS NULL) = (calendar_method IS NULL) AND (calendar_method IS NULL OR calendar_method IN ('REQUEST', 'CANCEL')));
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
