export { AcceptRateJump, type RateJumpAcceptance } from './accept-rate-jump.js';
export { matchingRules, taxOnCommission, type CommissionRule, type CommissionTaxRate } from './applicable-rule.js';
export { commissionMinorOn, commissionOn, type CommissionShares } from './commission-on.js';
export { CommissionRules, type CommissionRuleBook } from './commission-rules.js';
export type { CommissionedLine, CommissionTerms } from './commission-terms.js';
export { ExchangeRates } from './exchange-rates.js';
export { pricingContext } from './pricing.context.js';
export {
  CommissionRateRefused, CommissionScopeUnknown, CommissionTakesAll, CurrencyNotOffered, NoRatesYet, PriceEndingRefused, RateDateRefused, RateJumped, RateJumpUnknown, RateMissing, RateRefused, RateStale, RatesUnreadable, rateStops,
  type RateStop,
} from './pricing.errors.js';
export { PricingModule } from './pricing.module.js';
export { RateStandingReads, rateStandingNames, type RateStanding, type RateStandingName, type RateStandings } from './rate-standings.js';
export { endingDirections, offeredCurrency, quotableRate, rateBetween, type EndingDirection, type PriceEnding, type PriceTable, type RateTable } from './rate-table.js';
export { ratesOfCsv } from './rates-of-csv.js';
export { RecordCommissionRule, type NewCommissionRule } from './record-commission-rule.js';
export { RecordRates, type RatesOfADay } from './record-rates.js';
export { resolvePrice, type ListedPrice, type PriceAsk, type ResolvedPrice } from './resolve-price.js';
export { sampleRates } from './sample-rates.js';
export { SetPriceEndings, type CurrencyEnding } from './set-price-endings.js';
export { rateStopOf, shownPrice, type ShownPrice } from './shown-price.js';
export { toWireMoney, type WireMoney } from './wire-money.js';
