import { Module } from '@nestjs/common';
import { CatalogModule } from '@silkport/catalog';
import { ClustersModule } from '@silkport/clusters';
import { DeliveryModule } from '@silkport/delivery';
import { OrderingModule } from '@silkport/ordering';
import { ArtController } from './art.controller.js';
import { CategoriesController } from './categories.controller.js';
import { CategoryKinds } from './category-kinds.js';
import { ClusterShelves } from './cluster-shelves.js';
import { ClustersController } from './clusters.controller.js';
import { FrontDoorController } from './front-door.controller.js';
import { HomeController } from './home.controller.js';
import { MerchantsController } from './merchants.controller.js';
import { NotFoundController } from './not-found.controller.js';
import { PageProblemFilter } from './page-problem.filter.js';
import { ProductSurroundings } from './product-surroundings.js';
import { ProductTermsReads } from './product-terms.js';
import { ProductsController } from './products.controller.js';
import { PublicFilesController } from './public-files.controller.js';
import { SearchController } from './search.controller.js';
import { SitemapController } from './sitemap.controller.js';
import { Visitors } from './visitors.js';

/** Pages for looking around: places, makers, categories, products, search; and the pictures they show. */
@Module({
  imports: [CatalogModule, ClustersModule, DeliveryModule, OrderingModule],
  controllers: [
    FrontDoorController, HomeController, ClustersController, MerchantsController, CategoriesController, ProductsController, SearchController,
    ArtController, PublicFilesController, SitemapController, NotFoundController,
  ],
  providers: [CategoryKinds, ClusterShelves, PageProblemFilter, ProductSurroundings, ProductTermsReads, Visitors],
})
export class BrowseModule {}
