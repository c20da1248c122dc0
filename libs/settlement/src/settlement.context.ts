import type { Context } from '@silkport/platform';
import { BankFile } from './bank-files/bank-file.entity.js';
import { DisputeStanding } from './entries/dispute-standing.entity.js';
import { MerchantAccount, MerchantEntry, MerchantEntryDetail } from './entries/merchant-entry.entity.js';
import { CreateReconciliations1764000000701 } from './migrations/1764000000701-create-reconciliations.js';
import { CreatePayouts1764000000710 } from './migrations/1764000000710-create-payouts.js';
import { ReturnPayoutsInParts1764000000720 } from './migrations/1764000000720-return-payouts-in-parts.js';
import { KeepCommissionTaxes1764000000721 } from './migrations/1764000000721-keep-commission-taxes.js';
import { ProviderStanding, PayoutMethod } from './payout-methods/payout-method.entity.js';
import { PayoutHold } from './payouts/payout-hold.entity.js';
import { Payout } from './payouts/payout.entity.js';
import { Difference, Reconciliation } from './reconciliation/reconciliation.entity.js';
import { ClosedPeriod } from './statements/closed-period.entity.js';
import { HoldForWork1764000000730 } from './migrations/1764000000730-hold-for-work.js';
import { WorkHold } from './works/work-hold.entity.js';
import { MerchantTerms } from './terms/merchant-terms.entity.js';

export const settlementContext: Context = {
  name: 'settlement',
  entities: [
    MerchantTerms, PayoutMethod, ProviderStanding, PayoutHold, MerchantAccount, MerchantEntry, MerchantEntryDetail, DisputeStanding, BankFile, Payout, ClosedPeriod, Reconciliation, Difference, WorkHold,
  ],
  migrations: [CreateReconciliations1764000000701, CreatePayouts1764000000710, ReturnPayoutsInParts1764000000720, KeepCommissionTaxes1764000000721, HoldForWork1764000000730],
  locales: new URL('./locales/', import.meta.url),
};
