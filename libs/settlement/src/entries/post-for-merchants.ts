import { postTransactions, type LedgerTransaction } from '@silkport/ledger';
import type { Tx } from '@silkport/platform';
import { enterForMerchants } from './enter-for-merchants.js';

/**
 * Posts to the ledger and writes the merchants' side of it: the one way for everything of settlement that touches a merchant's money.
 * The `reference` of a sale, a refund and a dispute is the order's id, that of a pay-out the pay-out's; their kinds are `sale` and `payout`.
 * @returns the keys that this call posted @throws PostingRefused
 */
export async function postForMerchants(tx: Tx, transactions: readonly LedgerTransaction[]): Promise<ReadonlySet<string>> {
  const posted = await postTransactions(tx, transactions);
  await enterForMerchants(tx, transactions.filter(({ key }) => posted.has(key)));
  return posted;
}
