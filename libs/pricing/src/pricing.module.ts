import { Module } from '@nestjs/common';
import { ExchangeRates } from './exchange-rates.js';
import { RecordRates } from './record-rates.js';

@Module({ providers: [ExchangeRates, RecordRates], exports: [ExchangeRates, RecordRates] })
export class PricingModule {}
