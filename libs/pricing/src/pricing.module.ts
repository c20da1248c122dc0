import { Module } from '@nestjs/common';
import { CONFIG, type Config } from '@silkport/platform';
import { AcceptRateJump } from './rates/accept-rate-jump.js';
import { CommissionRules } from './commission/commission-rules.js';
import { ExchangeRates } from './rates/exchange-rates.js';
import { FetchRates } from './rates/fetch-rates.js';
import { RateStandingReads } from './rates/rate-standings.js';
import { RecordCommissionRule } from './commission/record-commission-rule.js';
import { RecordRates } from './rates/record-rates.js';
import { SetPriceEndings } from './prices/set-price-endings.js';
import { rateSourceOf } from './sources/rate-source-of.js';
import { RATE_SOURCE } from './sources/rate-source.js';

const face = [AcceptRateJump, CommissionRules, ExchangeRates, RateStandingReads, RecordCommissionRule, RecordRates, SetPriceEndings];

@Module({
  providers: [...face, FetchRates, { provide: RATE_SOURCE, inject: [CONFIG], useFactory: ({ rates }: Config) => rateSourceOf(rates.source) }],
  exports: face,
})
export class PricingModule {}
