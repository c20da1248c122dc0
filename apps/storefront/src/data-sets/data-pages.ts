import { DataQueryController } from './data-query.controller.js';

export const dataControllers = [DataQueryController];
