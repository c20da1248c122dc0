import { DraftsController } from './drafts.controller.js';
import { MerchantProductsController } from './merchant-products.controller.js';
import { PublicationController } from './publication.controller.js';

export const merchantProductControllers = [DraftsController, MerchantProductsController, PublicationController];
