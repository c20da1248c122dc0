import type { Context } from '@silkport/platform';
import { CreateCatalog1764000000300 } from './migrations/1764000000300-create-catalog.js';
import { Price, Product, Stock, StockHold, Variant } from './product.entity.js';

export const catalogContext: Context = {
  name: 'catalog', entities: [Product, Variant, Price, Stock, StockHold], migrations: [CreateCatalog1764000000300], locales: new URL('./locales/', import.meta.url),
};
