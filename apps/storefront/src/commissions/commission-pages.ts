import { CommissionController } from './commission.controller.js';
import { EnclosedForms } from './enclosed-forms.js';

export const commissionControllers = [CommissionController];
export const commissionProviders = [EnclosedForms];
