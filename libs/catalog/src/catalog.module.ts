import { Module } from '@nestjs/common';
import { ClustersModule } from '@silkport/clusters';
import { PricingModule } from '@silkport/pricing';
import { MerchantCountries } from './merchant-countries.js';
import { MerchantPriceReads } from './merchant-price-reads.js';
import { ProductReads } from './product-reads.js';
import { PublishProducts } from './publish-products.js';
import { QuotableVariants } from './quotable-variants.js';
import { SearchReads } from './search-reads.js';
import { SetVariantPrices } from './set-variant-prices.js';
import { ShelfReads } from './shelf-reads.js';
import { WithdrawProduct } from './withdraw-product.js';

const provided = [MerchantPriceReads, ProductReads, PublishProducts, QuotableVariants, SearchReads, SetVariantPrices, ShelfReads, WithdrawProduct];

@Module({ imports: [ClustersModule, PricingModule], providers: [...provided, MerchantCountries], exports: provided })
export class CatalogModule {}
