import type { Context } from '@silkport/platform';
import { CreatePricing1764000000100 } from './migrations/1764000000100-create-pricing.js';
import { RateOfSet, RateSet } from './rate-set.entity.js';

export const pricingContext: Context = {
  name: 'pricing', entities: [RateSet, RateOfSet], migrations: [CreatePricing1764000000100], locales: new URL('./locales/', import.meta.url),
};
