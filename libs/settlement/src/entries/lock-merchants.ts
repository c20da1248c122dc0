import { prepared, statement, type Tx } from '@silkport/platform';

const lock = statement('settlement.lock_merchants', `
  SELECT merchant_id FROM settlement.merchant_accounts WHERE merchant_id = ANY ($1::uuid[]) ORDER BY merchant_id, currency FOR UPDATE`);

/**
 * Holds the merchants' money still until the transaction ends: for whoever decides by what a merchant has, such as a refund that takes
 * the reserve first. In the order of the key; pay-outs and releases of reserve pass over what is locked and come back to it.
 */
export async function lockMerchants(tx: Tx, merchantIds: readonly string[]): Promise<void> {
  await prepared(tx, lock, [merchantIds]);
}
