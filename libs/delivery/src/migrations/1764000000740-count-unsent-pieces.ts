import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was delivered may come back. Which pieces of a parcel will never be sent, how many refunds of pieces that is known of, and when its first piece left. */
export class CountUnsentPieces1764000000740 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      ALTER TABLE delivery.parcels ADD COLUMN given_up integer NOT NULL DEFAULT 0, ADD COLUMN heard_revoked integer NOT NULL DEFAULT 0, ADD COLUMN first_gone_at timestamptz,
        ADD CONSTRAINT parcels_given_up_check CHECK (given_up >= 0 AND given_up <= quantity);
      ALTER TABLE delivery.shipments DROP CONSTRAINT shipments_say_when, ADD CONSTRAINT shipments_say_when CHECK ((state = 'packed') = (shipped_at IS NULL)
        AND (state <> 'delivered' OR delivered_at IS NOT NULL) AND (delivered_at IS NULL OR state IN ('delivered', 'returned')) AND (state = 'returned') = (returned_at IS NOT NULL));
      UPDATE delivery.parcels p SET first_gone_at = s.first_gone_at, heard_revoked = coalesce(a.revoked_pieces, 0),
        given_up = CASE WHEN coalesce(a.is_revoked, false) THEN p.quantity - s.gone ELSE least(p.quantity - s.gone, greatest(0, coalesce(a.revoked_pieces, 0) - s.back)) END
      FROM delivery.parcels q LEFT JOIN delivery.line_access a USING (order_line_id) CROSS JOIN LATERAL (
        SELECT coalesce(sum(l.quantity), 0)::int AS gone, coalesce(sum(l.quantity) FILTER (WHERE l.returned_at IS NOT NULL), 0)::int AS back, min(h.shipped_at) AS first_gone_at
        FROM delivery.shipment_lines l JOIN delivery.shipments h ON h.id = l.shipment_id WHERE l.order_line_id = q.order_line_id AND h.state <> 'packed') s
      WHERE q.order_line_id = p.order_line_id;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
