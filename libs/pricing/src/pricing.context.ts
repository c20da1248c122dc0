import type { Context } from '@silkport/platform';
import { StoredCommissionRule, StoredCommissionTaxRate } from './commission/commission-rule.entity.js';
import { CreatePricing1764000000100 } from './migrations/1764000000100-create-pricing.js';
import { WatchRates1764000000101 } from './migrations/1764000000101-watch-rates.js';
import { CreateCommissionRules1764000000102 } from './migrations/1764000000102-create-commission-rules.js';
import { BoundCommissions1764000000103 } from './migrations/1764000000103-bound-commissions.js';
import { MerchantPriceEnding } from './prices/price-ending.entity.js';
import { RateAcceptance, RateOfSet, RateSet } from './rates/rate-set.entity.js';

export const pricingContext: Context = {
  name: 'pricing', entities: [RateSet, RateOfSet, RateAcceptance, MerchantPriceEnding, StoredCommissionRule, StoredCommissionTaxRate],
  migrations: [CreatePricing1764000000100, WatchRates1764000000101, CreateCommissionRules1764000000102, BoundCommissions1764000000103], locales: new URL('./locales/', import.meta.url),
};
