import { Module } from '@nestjs/common';
import { CONFIG, type Config } from '@silkport/platform';
import { PricingModule } from '@silkport/pricing';
import { AddEvidence } from './place/add-evidence.js';
import { DetermineTax } from './determine-tax.js';
import { Liabilities } from './thresholds/liabilities.js';
import { NoTaxIdRegister } from './tax-ids/no-tax-id-register.js';
import { PlaceJudgements } from './place/place-judgements.js';
import { PruneEvidence } from './place/prune-evidence.js';
import { ReadEvidence } from './place/read-evidence.js';
import { ReadThresholds } from './thresholds/read-thresholds.js';
import { TaxIdRegister } from './tax-ids/tax-id-register.js';
import { TurnoverReads } from './thresholds/turnover-reads.js';
import { ViesRegister } from './tax-ids/vies-register.js';

/** Real money moves with a live key of Stripe only; the sandbox and test keys move none. */
function taxIdRegister({ taxIdServiceUrl, stripe }: Config): TaxIdRegister {
  return taxIdServiceUrl ? new ViesRegister(taxIdServiceUrl) : new NoTaxIdRegister(/^(sk|rk)_live_/.test(stripe?.secretKey ?? ''));
}

@Module({
  imports: [PricingModule],
  providers: [AddEvidence, DetermineTax, Liabilities, PlaceJudgements, PruneEvidence, ReadEvidence, ReadThresholds, TurnoverReads, { provide: TaxIdRegister, useFactory: taxIdRegister, inject: [CONFIG] }],
  exports: [AddEvidence, DetermineTax, PlaceJudgements, ReadEvidence, ReadThresholds],
})
export class TaxModule {}
