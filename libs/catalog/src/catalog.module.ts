import { Module } from '@nestjs/common';
import { PricingModule } from '@silkport/pricing';
import { ProductReads } from './product-reads.js';
import { PublishProducts } from './publish-products.js';
import { QuotableVariants } from './quotable-variants.js';
import { SearchReads } from './search-reads.js';
import { ShelfReads } from './shelf-reads.js';
import { WithdrawProduct } from './withdraw-product.js';

const provided = [ProductReads, PublishProducts, QuotableVariants, SearchReads, ShelfReads, WithdrawProduct];

@Module({ imports: [PricingModule], providers: provided, exports: provided })
export class CatalogModule {}
