import { AdminCommissionsController } from './admin-commissions.controller.js';
import { CommissionController } from './commission.controller.js';
import { MerchantCommissionsController } from './merchant-commissions.controller.js';

export const commissionControllers = [AdminCommissionsController, CommissionController, MerchantCommissionsController];
