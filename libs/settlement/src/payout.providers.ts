import type { Provider } from '@nestjs/common';
import { BankFileReads } from './bank-files/bank-file-reads.js';
import { ImportStatusReport } from './bank-files/import-status-report.js';
import { MakeBankFiles } from './bank-files/make-bank-files.js';
import { ReadBankFile } from './bank-files/read-bank-file.js';
import { PayoutAccount } from './bank-files/payout-account.js';
import { BalanceReads } from './entries/balance-reads.js';
import { DescribeEntries } from './entries/describe-entries.js';
import { NoteDisputes } from './entries/note-disputes.js';
import { ReleaseReserves } from './entries/release-reserves.js';
import { OnConnectedAccountChanged } from './payout-methods/note-standing.js';
import { PayoutMethodReads } from './payout-methods/payout-method-reads.js';
import { SetBankAccount } from './payout-methods/set-bank-account.js';
import { StartStripe } from './payout-methods/start-stripe.js';
import { HoldPayouts } from './payouts/hold-payouts.js';
import { MakePayouts } from './payouts/make-payouts.js';
import { OnTransferChanged } from './payouts/on-transfer-changed.js';
import { PayoutRates } from './payouts/payout-rates.js';
import { PayoutReads } from './payouts/payout-reads.js';
import { RetryPayout } from './payouts/retry-payout.js';
import { SendPayout } from './payouts/send-payout.js';
import { ClosePeriods } from './statements/close-periods.js';
import { StatementCsv } from './statements/statement-csv.js';
import { StatementLabels } from './statements/statement-labels.js';
import { StatementPdf } from './statements/statement-pdf.js';
import { StatementReads } from './statements/statement-reads.js';
import { ChangeTerms } from './terms/change-terms.js';
import { TermsReads } from './terms/terms-reads.js';

/** What apps may ask of pay-outs and statements. */
export const payoutFace: Provider[] = [
  BalanceReads, BankFileReads, ChangeTerms, ClosePeriods, HoldPayouts, ImportStatusReport, MakeBankFiles, MakePayouts, PayoutMethodReads, PayoutReads, ReadBankFile, ReleaseReserves, RetryPayout,
  SetBankAccount, StartStripe, StatementCsv, StatementPdf, StatementReads, TermsReads,
];

export const payoutProviders: Provider[] = [
  ...payoutFace, DescribeEntries, NoteDisputes, OnConnectedAccountChanged, OnTransferChanged, PayoutAccount, PayoutRates, SendPayout, StatementLabels,
];
