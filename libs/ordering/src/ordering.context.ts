import type { Context } from '@silkport/platform';
import { CreateOrdering1764000000500 } from './migrations/1764000000500-create-ordering.js';
import { Order, OrderLine, OrderTransition } from './order.entity.js';
import { Quote } from './quote.entity.js';

export const orderingContext: Context = {
  name: 'ordering', entities: [Quote, Order, OrderLine, OrderTransition], migrations: [CreateOrdering1764000000500], locales: new URL('./locales/', import.meta.url),
};
