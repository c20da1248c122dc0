import type { Context } from '@silkport/platform';
import { LedgerTransactionRow } from './ledger-transaction.entity.js';
import { CreateLedger1764000000420 } from './migrations/1764000000420-create-ledger.js';
import { PostingRow } from './posting.entity.js';

export const ledgerContext: Context = {
  name: 'ledger', entities: [LedgerTransactionRow, PostingRow], migrations: [CreateLedger1764000000420], locales: new URL('./locales/', import.meta.url),
};
