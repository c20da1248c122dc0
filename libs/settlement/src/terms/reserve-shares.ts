import { prepared, statement, type Tx } from '@silkport/platform';
import { termsInForce } from './terms-in-force.js';

const shares = statement('settlement.reserve_shares', `
  SELECT w.merchant_id AS "merchantId", w.currency, t.reserve_basis_points::int AS "basisPoints"
  FROM unnest($1::uuid[], $2::text[]) AS w (merchant_id, currency) ${termsInForce('w.merchant_id', 'w.currency', '$3::timestamptz')}`);

export interface ReserveShare {
  readonly merchantId: string;
  readonly currency: string;
  /** Of what is payable for a sale: 1000 is a tenth. 0 to 10000. */
  readonly basisPoints: number;
}

/** The share of a sale that is held back in reserve, by the terms in force at the instant of the sale; one for each pair asked for. */
export function reserveSharesOf(tx: Tx, wanted: readonly Pick<ReserveShare, 'merchantId' | 'currency'>[], at: Date): Promise<ReserveShare[]> {
  return prepared<ReserveShare>(tx, shares, [wanted.map(({ merchantId }) => merchantId), wanted.map(({ currency }) => currency), at]);
}
