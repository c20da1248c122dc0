import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { ExchangeRates } from '../rates/exchange-rates.js';
import { PriceEndingRefused } from '../pricing.errors.js';
import { MerchantPriceEnding } from './price-ending.entity.js';
import { offeredCurrency, type PriceEnding } from '../rates/rate-table.js';

export interface CurrencyEnding extends PriceEnding { readonly currency: string }

/** Replaces all endings of a merchant. Only converted prices follow them: what a merchant set itself stays to the last unit. */
@Injectable()
export class SetPriceEndings {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly rates: ExchangeRates) {}

  /** @param alongside what is written with them, in their transaction @throws CurrencyNotOffered, PriceEndingRefused; then nothing is changed */
  async run(merchantId: string, endings: readonly CurrencyEnding[], alongside: (tx: Tx) => Promise<void>): Promise<void> {
    for (const [index, ending] of endings.entries()) refuseUnchargeable(ending, `endings.${index}`, endings.findIndex(({ currency }) => currency === ending.currency) !== index);
    await this.database.transaction(async (tx) => {
      await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 17))', [merchantId]);
      await tx.delete(MerchantPriceEnding, { merchantId });
      if (endings.length) await tx.insert(MerchantPriceEnding, endings.map((ending) => ({ ...ending, merchantId, changedAt: this.clock.now() })));
      await alongside(tx);
    });
    this.rates.forget();
  }
}

/** Steps and endings are amounts that can be charged, so every price between them is. */
function refuseUnchargeable({ currency, stepMinor, endingMinor }: CurrencyEnding, field: string, isTwice: boolean): void {
  const { chargeStepMinor } = offeredCurrency(currency);
  const isChargeable = stepMinor > 0n && endingMinor >= 0n && endingMinor < stepMinor && stepMinor % chargeStepMinor === 0n && endingMinor % chargeStepMinor === 0n;
  if (!isChargeable || isTwice) throw new PriceEndingRefused({ currency }, field);
}
