import type { LedgerTransaction } from '@silkport/ledger';

/** A transaction as one merchant sees it in one currency: above zero in the merchant's favour. */
export interface MerchantPosting {
  readonly transaction: Omit<LedgerTransaction, 'postings'>;
  readonly merchantId: string;
  readonly currency: string;
  readonly payableMinor: bigint;
  readonly reserveMinor: bigint;
}

const merchantAccount = /^merchant_(payable|reserve):(.+)$/;

/** What a transaction changes of each merchant's money, in the order of their ids; none for one that touches no merchant. */
export function merchantPostings(transaction: LedgerTransaction): MerchantPosting[] {
  const byOwner = new Map<string, MerchantPosting>();
  for (const { account, amount: { amountMinor, currency } } of transaction.postings) {
    const [, kind, merchantId] = merchantAccount.exec(account) ?? [];
    if (merchantId === undefined) continue;
    const known = byOwner.get(`${merchantId} ${currency}`) ?? { transaction, merchantId, currency, payableMinor: 0n, reserveMinor: 0n };
    // A debit is above zero in the ledger and takes from the merchant.
    byOwner.set(`${merchantId} ${currency}`, kind === 'payable'
      ? { ...known, payableMinor: known.payableMinor - amountMinor } : { ...known, reserveMinor: known.reserveMinor - amountMinor });
  }
  return [...byOwner.entries()].toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([, posting]) => posting);
}
