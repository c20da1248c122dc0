export { AcceptRateJump, type RateJumpAcceptance } from './rates/accept-rate-jump.js';
export { matchingRules, taxOnCommission, type CommissionRule, type CommissionTaxRate } from './commission/applicable-rule.js';
export { commissionMinorOn, commissionOn, type CommissionShares } from './commission/commission-on.js';
export { CommissionRules, type CommissionRuleBook } from './commission/commission-rules.js';
export type { CommissionedLine, CommissionTerms } from './commission/commission-terms.js';
export { ExchangeRates } from './rates/exchange-rates.js';
export { pricingContext } from './pricing.context.js';
export {
  CommissionRateRefused, CommissionScopeUnknown, CommissionTakesAll, CurrencyNotOffered, NoRatesYet, PriceEndingRefused, RateDateRefused, RateJumped, RateJumpUnknown, RateMissing, RateRefused, RateStale, RatesUnreadable, rateStops,
  type RateStop,
} from './pricing.errors.js';
export { PricingModule } from './pricing.module.js';
export { RateStandingReads, rateStandingNames, type RateStanding, type RateStandingName, type RateStandings } from './rates/rate-standings.js';
export { endingDirections, offeredCurrency, quotableRate, rateBetween, type EndingDirection, type PriceEnding, type PriceTable, type RateTable } from './rates/rate-table.js';
export { ratesOfCsv } from './rates/rates-of-csv.js';
export { RecordCommissionRule, type NewCommissionRule } from './commission/record-commission-rule.js';
export { RecordRates, type RatesOfADay } from './rates/record-rates.js';
export { resolvePrice, type ListedPrice, type PriceAsk, type ResolvedPrice } from './prices/resolve-price.js';
export { sampleRates } from './rates/sample-rates.js';
export { SetPriceEndings, type CurrencyEnding } from './prices/set-price-endings.js';
export { rateStopOf, shownPrice, type ShownPrice } from './prices/shown-price.js';
export { toWireMoney, type WireMoney } from './wire-money.js';
