import { AdminCommissionsController } from './admin-commissions.controller.js';
import { BuyerFilesController } from './buyer-files.controller.js';
import { CommissionController } from './commission.controller.js';
import { MerchantCommissionsController } from './merchant-commissions.controller.js';

export const commissionControllers = [AdminCommissionsController, BuyerFilesController, CommissionController, MerchantCommissionsController];
