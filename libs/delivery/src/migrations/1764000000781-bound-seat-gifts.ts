import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever is given a seat is written to: who was given which one lately is kept for a day, so that nobody is written to without end. */
export class BoundSeatGifts1764000000781 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE TABLE delivery.seat_gifts (
        id uuid CONSTRAINT seat_gifts_pkey PRIMARY KEY,
        entitlement_id uuid NOT NULL CONSTRAINT seat_gifts_entitlement_id_fkey REFERENCES delivery.entitlements (id),
        order_id uuid NOT NULL,
        email text NOT NULL,
        given_at timestamptz NOT NULL
      );
      CREATE INDEX seat_gifts_order_id ON delivery.seat_gifts (order_id);
      CREATE INDEX seat_gifts_given_at ON delivery.seat_gifts (given_at);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
