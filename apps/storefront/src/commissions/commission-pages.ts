import { CommissionController } from './commission.controller.js';

export const commissionControllers = [CommissionController];
