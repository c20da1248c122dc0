import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever holds an order gives its seats to people, and takes them back. */
export class GiveSeats1764000000695 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE TABLE delivery.seat_holders (
        entitlement_id uuid CONSTRAINT seat_holders_pkey PRIMARY KEY CONSTRAINT seat_holders_entitlement_id_fkey REFERENCES delivery.entitlements (id),
        email text,
        generation integer NOT NULL CONSTRAINT seat_holders_generation_check CHECK (generation > 0),
        given_at timestamptz,
        CONSTRAINT who_was_given_a_seat_has_it_since CHECK ((email IS NULL) = (given_at IS NULL))
      );
      CREATE INDEX seat_holders_email ON delivery.seat_holders (email) WHERE email IS NOT NULL;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
