import type { Context } from '@silkport/platform';
import { Charge } from './charge.entity.js';
import { Checkout } from './checkout.entity.js';
import { CreatePayments1764000000400 } from './migrations/1764000000400-create-payments.js';
import { Refund } from './refund.entity.js';
import { StripeEvent } from './stripe-event.entity.js';

export const paymentsContext: Context = {
  name: 'payments',
  entities: [Checkout, Charge, Refund, StripeEvent],
  migrations: [CreatePayments1764000000400],
  locales: new URL('./locales/', import.meta.url),
};
