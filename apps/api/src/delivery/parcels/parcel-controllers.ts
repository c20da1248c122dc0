import { AdminAccessController } from '../access/admin-access.controller.js';
import { MerchantEntitlementsController } from '../access/merchant-entitlements.controller.js';
import { SeatsController } from '../seats/seats.controller.js';
import { CustomsController } from './customs.controller.js';
import { MerchantParcelsController } from './merchant-parcels.controller.js';
import { MerchantShipmentsController } from './merchant-shipments.controller.js';
import { OrderShipmentsController } from './order-shipments.controller.js';
import { ShipmentPapersController } from './shipment-papers.controller.js';

/** Boxes and their papers, seats, and access by hand and by rule. */
export const parcelControllers = [
  AdminAccessController, CustomsController, MerchantEntitlementsController, MerchantParcelsController, MerchantShipmentsController, OrderShipmentsController, SeatsController, ShipmentPapersController,
];
