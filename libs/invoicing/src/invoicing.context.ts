import type { Context } from '@silkport/platform';
import { InvoiceSeries } from './invoice-series.entity.js';
import { Invoice } from './invoice.entity.js';
import { CreateInvoicing1764000000750 } from './migrations/1764000000750-create-invoicing.js';
import { PendingSource } from './pending-source.entity.js';

export const invoicingContext: Context = {
  name: 'invoicing',
  entities: [Invoice, InvoiceSeries, PendingSource],
  migrations: [CreateInvoicing1764000000750],
  locales: new URL('./locales/', import.meta.url),
};
