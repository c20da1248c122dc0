export { ExchangeRates } from './exchange-rates.js';
export { pricingContext } from './pricing.context.js';
export { CurrencyNotOffered, RateMissing } from './pricing.errors.js';
export { PricingModule } from './pricing.module.js';
export { offeredCurrency, rateBetween, resolvePrice, type RateTable, type ResolvedPrice } from './rate-table.js';
export { RecordRates, type RatesOfADay } from './record-rates.js';
export { sampleRates } from './sample-rates.js';
export { toWireMoney, type WireMoney } from './wire-money.js';
