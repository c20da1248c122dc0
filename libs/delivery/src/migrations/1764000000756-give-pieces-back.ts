import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How many pieces of an entitlement were paid back while it goes on, and what one piece of a top-up holds. */
export class GivePiecesBack1764000000756 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      ALTER TABLE delivery.entitlements ADD COLUMN pieces_back integer NOT NULL DEFAULT 0 CONSTRAINT entitlements_pieces_back_check CHECK (pieces_back BETWEEN 0 AND quantity);
      UPDATE delivery.entitlements e SET pieces_back = least(e.quantity, a.revoked_pieces) FROM delivery.line_access a
      WHERE a.order_line_id = e.order_line_id AND e.quantity > 1 AND a.revoked_pieces > 0;

      ALTER TABLE delivery.api_top_ups ADD COLUMN piece_units bigint;
      UPDATE delivery.api_top_ups t SET piece_units = t.units / e.quantity FROM delivery.entitlements e WHERE e.id = t.entitlement_id;
      ALTER TABLE delivery.api_top_ups ALTER COLUMN piece_units SET NOT NULL, ADD CONSTRAINT api_top_ups_piece_units_check CHECK (piece_units > 0),
        DROP CONSTRAINT api_top_ups_units_check, ADD CONSTRAINT api_top_ups_units_check CHECK (units >= 0);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
