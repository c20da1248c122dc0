import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a merchant says of a session counts some days later, and not while its buyer contests it. What was said before this was is settled. */
export class ContestSessions1764000000782 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      ALTER TABLE delivery.bookings ADD COLUMN marked_at timestamptz, ADD COLUMN contested_at timestamptz, ADD COLUMN contest_words text, ADD COLUMN settled_at timestamptz;
      UPDATE delivery.bookings SET marked_at = changed_at, settled_at = changed_at WHERE state IN ('attended', 'no_show');
      ALTER TABLE delivery.bookings ADD CONSTRAINT contested_sessions_say_why CHECK ((contested_at IS NULL) = (contest_words IS NULL));
      CREATE INDEX bookings_to_settle ON delivery.bookings (marked_at) WHERE marked_at IS NOT NULL AND settled_at IS NULL;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
