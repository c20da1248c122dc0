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
import { ChangeProduct } from './merchant-products/change-product.js';
import { CreateProduct } from './merchant-products/create-product.js';
import { DeleteDraft } from './merchant-products/delete-draft.js';
import { MerchantProductReads } from './merchant-products/merchant-product-reads.js';
import { PublishProduct } from './merchant-products/publish-product.js';
import { SetStock } from './merchant-products/set-stock.js';
import { ShelfReads } from './shelf-reads.js';
import { WithdrawProduct } from './withdraw-product.js';

const provided = [ChangeProduct, CreateProduct, DeleteDraft, MerchantProductReads, PublishProduct, SetStock, MerchantPriceReads, ProductReads, PublishProducts, QuotableVariants, SearchReads, SetVariantPrices, ShelfReads, WithdrawProduct];

@Module({ imports: [ClustersModule, PricingModule], providers: [...provided, MerchantCountries], exports: provided })
export class CatalogModule {}
