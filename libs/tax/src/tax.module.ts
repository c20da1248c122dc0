import { Module } from '@nestjs/common';
import { CONFIG, type Config } from '@silkport/platform';
import { PricingModule } from '@silkport/pricing';
import { AddEvidence } from './add-evidence.js';
import { DetermineTax } from './determine-tax.js';
import { Liabilities } from './liabilities.js';
import { NoTaxIdRegister } from './no-tax-id-register.js';
import { PlaceJudgements } from './place-judgements.js';
import { PruneEvidence } from './prune-evidence.js';
import { ReadEvidence } from './read-evidence.js';
import { ReadThresholds } from './read-thresholds.js';
import { TaxIdRegister } from './tax-id-register.js';
import { TurnoverReads } from './turnover-reads.js';
import { ViesRegister } from './vies-register.js';

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
