import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Seats of a subscription's period that end since their price was given back by the piece: how many were heard of, and how many have ended. */
export class EndSeats1764000000710 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      ALTER TABLE delivery.line_access ADD COLUMN ending_seats integer NOT NULL DEFAULT 0;
      ALTER TABLE delivery.subscription_lines ADD COLUMN ended_seats integer NOT NULL DEFAULT 0;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
