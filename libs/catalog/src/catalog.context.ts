import type { Context } from '@silkport/platform';
import { CreateCatalog1764000000300 } from './migrations/1764000000300-create-catalog.js';
import { KeepWords1764000000301 } from './migrations/1764000000301-keep-words.js';
import { ListPrices1764000000302 } from './migrations/1764000000302-list-prices.js';
import { ServiceDays1764000000303 } from './migrations/1764000000303-service-days.js';
import { Price, Product, Stock, StockHold, Variant } from './product.entity.js';
import { Word } from './word.entity.js';

export const catalogContext: Context = {
  name: 'catalog', entities: [Product, Variant, Price, Stock, StockHold, Word], migrations: [CreateCatalog1764000000300, KeepWords1764000000301, ListPrices1764000000302, ServiceDays1764000000303], locales: new URL('./locales/', import.meta.url),
};
