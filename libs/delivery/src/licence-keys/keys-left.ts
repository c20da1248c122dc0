import { prepared, statement, type Tx } from '@silkport/platform';

interface WantedLine { readonly lineId: string; readonly variantId: string; readonly deliveryKind: string; readonly quantity: number }

const outOfKeys = statement('delivery.lines_out_of_keys', `
  WITH wanted AS (
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::int[]) WITH ORDINALITY AS w (line_id, variant_id, quantity, place)
    WHERE NOT EXISTS (SELECT FROM delivery.key_plans p WHERE p.variant_id = w.variant_id AND p.source = 'generated')
      AND NOT EXISTS (SELECT FROM delivery.entitlements e WHERE e.order_line_id = w.line_id)),
  needed AS (SELECT variant_id, sum(quantity) AS pieces FROM wanted GROUP BY variant_id),
  free AS MATERIALIZED (
    SELECT n.variant_id FROM needed n CROSS JOIN LATERAL (
      SELECT k.id FROM delivery.licence_keys k WHERE k.variant_id = n.variant_id AND k.entitlement_id IS NULL ORDER BY k.id LIMIT n.pieces FOR UPDATE SKIP LOCKED) AS f)
  SELECT line_id AS "lineId" FROM (SELECT w.*, sum(quantity) OVER (PARTITION BY variant_id ORDER BY place) - quantity AS before FROM wanted w) AS w
  WHERE before >= (SELECT count(*) FROM free f WHERE f.variant_id = w.variant_id)`);

/** Lines that no key at all is left for. The keys of the others are locked for this transaction. */
export async function linesOutOfKeys(tx: Tx, lines: readonly WantedLine[]): Promise<Set<string>> {
  const keyed = lines.filter(({ deliveryKind }) => deliveryKind === 'licence-key');
  if (!keyed.length) return new Set();
  const found = await prepared<{ lineId: string }>(tx, outOfKeys, [keyed.map(({ lineId }) => lineId), keyed.map(({ variantId }) => variantId), keyed.map(({ quantity }) => quantity)]);
  return new Set(found.map(({ lineId }) => lineId));
}
