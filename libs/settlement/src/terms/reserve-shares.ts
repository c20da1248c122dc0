import { prepared, statement, type Tx } from '@silkport/platform';
import { termsInForce } from './terms-in-force.js';

const shares = statement('settlement.reserve_shares', `
  SELECT t.reserve_basis_points::int AS "basisPoints" FROM unnest($1::uuid[], $2::text[], $3::timestamptz[]) WITH ORDINALITY AS w (merchant_id, currency, sold_at, position)
  ${termsInForce('w.merchant_id', 'w.currency', 'w.sold_at')} ORDER BY w.position`);

export interface SoldPart {
  readonly merchantId: string;
  readonly currency: string;
  readonly soldAt: Date;
}

/**
 * The shares of sales that are held back in reserve, by the terms in force at the instant of each sale.
 * @returns for each part, in their order, basis points of what is payable for it: 1000 is a tenth; 0 to 10000
 */
export async function reserveSharesOf(tx: Tx, parts: readonly SoldPart[]): Promise<number[]> {
  const rows = await prepared<{ basisPoints: number }>(tx, shares, [parts.map(({ merchantId }) => merchantId), parts.map(({ currency }) => currency), parts.map(({ soldAt }) => soldAt)]);
  return rows.map(({ basisPoints }) => basisPoints);
}
