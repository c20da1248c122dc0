import { ApiAccessPagesController } from './api-access.controller.js';

export const apiControllers = [ApiAccessPagesController];
