import type { LineOfOrder } from '../entitlements/line-heard.js';

/** SQL of the lines (`line_id`) of data sets whose export to the buyer's country/region nobody has allowed; its parameters are `verdictValues`. */
export const awaitingVerdict = `
  SELECT l.line_id FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::boolean[]) AS l (line_id, product_id, country, is_data_set)
  WHERE l.is_data_set AND NOT EXISTS (SELECT FROM delivery.export_exemptions x WHERE x.product_id = l.product_id)
    AND NOT EXISTS (SELECT FROM delivery.export_verdicts v WHERE v.product_id = l.product_id AND v.country = l.country AND v.superseded_at IS NULL AND v.verdict = 'allowed')`;

/** Ids, products and countries/regions of lines, and which of them are data sets. */
export function verdictValues(lines: readonly LineOfOrder[]): [string[], string[], string[], boolean[]] {
  return [lines.map(({ lineId }) => lineId), lines.map(({ productId }) => productId), lines.map(({ buyerCountry }) => buyerCountry), lines.map(({ deliveryKind }) => deliveryKind === 'data-set')];
}
