import { prepared, statement, toJson, type Tx } from '@silkport/platform';
import { heard, type LineOfOrder } from '../entitlements/line-heard.js';

const noteToShip = statement('delivery.note_parcels', `
     WITH wanted AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS w (order_id uuid, line_id uuid, product_id uuid, variant_id uuid, merchant_id uuid, quantity int)), ${heard}
     INSERT INTO delivery.parcels (order_line_id, order_id, product_id, variant_id, merchant_id, quantity, state, ordered_at)
     SELECT line_id, order_id, product_id, variant_id, merchant_id, quantity, CASE WHEN is_revoked THEN 'cancelled' WHEN is_disputed THEN 'held' ELSE 'to_ship' END, $2::timestamptz
     FROM wanted JOIN access ON order_line_id = line_id
     ON CONFLICT (order_line_id) DO NOTHING`);

/** Notes lines that somebody has to send, in one statement; one that was refunded before is noted cancelled, a disputed one held. */
export async function noteParcels(tx: Tx, lines: readonly LineOfOrder[], now: Date): Promise<void> {
  if (!lines.length) return;
  const rows = lines.map(({ orderId, lineId, productId, variantId, merchantId, quantity }) => (
    { order_id: orderId, line_id: lineId, product_id: productId, variant_id: variantId, merchant_id: merchantId, quantity }
  ));
  await prepared(tx, noteToShip, [toJson(rows), now]);
}
