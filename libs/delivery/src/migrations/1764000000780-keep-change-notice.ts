import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A buyer can change a booking as late as was said when it was booked, though its merchant says otherwise to later ones. */
export class KeepChangeNotice1764000000780 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      ALTER TABLE delivery.bookings ADD COLUMN change_notice_minutes integer CONSTRAINT bookings_change_notice_minutes_check CHECK (change_notice_minutes >= 0);
      UPDATE delivery.bookings b SET change_notice_minutes = p.change_notice_minutes FROM delivery.session_plans p WHERE p.product_id = b.product_id;
      ALTER TABLE delivery.bookings ALTER COLUMN change_notice_minutes SET NOT NULL;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
