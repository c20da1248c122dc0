import { HeldLicencesController } from './held-licences.controller.js';
import { LicencesController } from './licences.controller.js';
import { MerchantKeysController } from './merchant-keys.controller.js';
import { SigningKeysController } from './signing-keys.controller.js';

export const licenceKeyControllers = [HeldLicencesController, LicencesController, MerchantKeysController, SigningKeysController];
