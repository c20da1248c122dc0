import type { Context } from '@silkport/platform';
import { BundleItem } from './bundle-item.entity.js';
import { Bundles1764000000305 } from './migrations/1764000000305-bundles.js';
import { BillingPlans1764000000310 } from './migrations/1764000000310-billing-plans.js';
import { CreateCatalog1764000000300 } from './migrations/1764000000300-create-catalog.js';
import { Drafts1764000000311 } from './migrations/1764000000311-drafts.js';
import { KeepWords1764000000301 } from './migrations/1764000000301-keep-words.js';
import { ListPrices1764000000302 } from './migrations/1764000000302-list-prices.js';
import { ServiceDays1764000000303 } from './migrations/1764000000303-service-days.js';
import { Price, Product, Stock, StockHold, Variant } from './product.entity.js';
import { Word } from './word.entity.js';

export const catalogContext: Context = {
  name: 'catalog', entities: [Product, Variant, Price, Stock, StockHold, Word, BundleItem], migrations: [CreateCatalog1764000000300, KeepWords1764000000301, ListPrices1764000000302, ServiceDays1764000000303, Bundles1764000000305, BillingPlans1764000000310, Drafts1764000000311], locales: new URL('./locales/', import.meta.url),
};
