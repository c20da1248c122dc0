import { prepared, statement, type Tx } from '@silkport/platform';
import type { LineOfOrder } from '../entitlements/line-heard.js';

const allowed = statement('delivery.lines_awaiting_verdict', `
  SELECT l.line_id AS "lineId" FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::boolean[]) AS l (line_id, product_id, country, is_data_set)
  WHERE (l.is_data_set OR EXISTS (SELECT FROM delivery.data_sets d WHERE d.product_id = l.product_id))
    AND NOT EXISTS (SELECT FROM delivery.export_exemptions x WHERE x.product_id = l.product_id)
    AND NOT EXISTS (SELECT FROM delivery.export_verdicts v WHERE v.product_id = l.product_id AND v.country = l.country AND v.superseded_at IS NULL AND v.verdict = 'allowed')`);

/** Lines of data sets whose export to the buyer's country/region nobody has allowed. @returns their ids */
export async function linesAwaitingVerdict(tx: Tx, lines: readonly LineOfOrder[]): Promise<ReadonlySet<string>> {
  const rows = await prepared<{ lineId: string }>(tx, allowed, [
    lines.map(({ lineId }) => lineId), lines.map(({ productId }) => productId), lines.map(({ buyerCountry }) => buyerCountry), lines.map(({ deliveryKind }) => deliveryKind === 'data-set'),
  ]);
  return new Set(rows.map(({ lineId }) => lineId));
}
