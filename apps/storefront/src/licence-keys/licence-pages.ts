import { LicenceController } from './licence.controller.js';
import { LicenceSection } from './licence-section.js';

export const licenceControllers = [LicenceController];
export const licenceProviders = [LicenceSection];
