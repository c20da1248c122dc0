import { pathOf } from '@silkport/markets';
import { prepared, statement, type Tx } from '@silkport/platform';
import { awaitingVerdict, verdictValues } from '../data-sets/needs-verdict.js';
import { linesOutOfKeys } from '../licence-keys/keys-left.js';
import type { Hold } from './entitlement.entity.js';
import { isSetUp } from './is-set-up.js';
import type { LineOfOrder } from './line-heard.js';

/** A rule of a market, which names a class or a product, or a decision that a line waits for. */
interface Withholding { hold: Hold; country: string | null; taxonomyId: string | null; productId: string | null; lineId: string | null }

const withholding = statement('delivery.withholding_at_grant', `
  SELECT 'rule:' || r.id AS hold, r.country, r.taxonomy_id AS "taxonomyId", r.product_id AS "productId", NULL AS "lineId"
  FROM delivery.access_rules r WHERE r.lifted_at IS NULL AND r.country = ANY ($3::text[])
  UNION ALL SELECT 'verdict', NULL, NULL, NULL, w.line_id FROM (${awaitingVerdict}) AS w
  UNION ALL SELECT 'nothing', NULL, NULL, NULL, l.line_id FROM unnest($1::uuid[], $2::uuid[], $5::uuid[], $6::text[]) AS l (line_id, product_id, variant_id, delivery_kind)
    WHERE l.delivery_kind <> 'booking' AND NOT (${isSetUp('l')})`);

/** What withholds lines from the moment on in which they are paid, by their ids: rules of their buyers' markets, decisions that are open, pools without a key, and products without anything to deliver. */
export async function holdsAtGrant(tx: Tx, lines: readonly LineOfOrder[]): Promise<Map<string, Hold[]>> {
  if (!lines.length) return new Map();
  const all = await prepared<Withholding>(tx, withholding, [...verdictValues(lines), lines.map(({ variantId }) => variantId), lines.map(({ deliveryKind }) => deliveryKind)]);
  const outOfKeys = await linesOutOfKeys(tx, lines);
  return new Map(lines.map((line) => [line.lineId, [
    ...all.filter((one) => concerns(one, line)).map(({ hold }) => hold), ...(outOfKeys.has(line.lineId) ? ['keys'] satisfies Hold[] : []),
  ]]));
}

function concerns({ country, taxonomyId, productId, lineId }: Withholding, line: LineOfOrder): boolean {
  if (lineId !== null) return lineId === line.lineId;
  if (country !== line.buyerCountry) return false;
  return productId === line.productId || (taxonomyId !== null && pathOf(line.taxonomyId).some(({ id }) => id === taxonomyId));
}
