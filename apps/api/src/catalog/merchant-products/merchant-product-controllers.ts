import { MerchantProductsController } from './merchant-products.controller.js';
import { PublicationController } from './publication.controller.js';

export const merchantProductControllers = [MerchantProductsController, PublicationController];
