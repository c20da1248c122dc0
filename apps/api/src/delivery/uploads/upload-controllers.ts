import { ReleasesController } from '../files/releases.controller.js';
import { ProductUploadsController } from './product-uploads.controller.js';
import { UploadsController } from './uploads.controller.js';

export const uploadControllers = [ProductUploadsController, ReleasesController, UploadsController];
