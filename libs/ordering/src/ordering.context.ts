import type { Context } from '@silkport/platform';
import { CreateOrdering1764000000500 } from './migrations/1764000000500-create-ordering.js';
import { FreezeTaxAndCommission1764000000501 } from './migrations/1764000000501-freeze-tax-and-commission.js';
import { RefundDisputeWithdraw1764000000502 } from './migrations/1764000000502-refund-dispute-withdraw.js';
import { Dispute } from './dispute.entity.js';
import { Order, OrderLine } from './order.entity.js';
import { LineTransition, OrderTransition } from './order-transition.entity.js';
import { Refund, RefundLine } from './refund.entity.js';
import { Withdrawal } from './withdrawal.entity.js';
import { Quote } from './quote.entity.js';

export const orderingContext: Context = {
  name: 'ordering', entities: [Quote, Order, OrderLine, OrderTransition, LineTransition, Refund, RefundLine, Dispute, Withdrawal],
  migrations: [CreateOrdering1764000000500, FreezeTaxAndCommission1764000000501, RefundDisputeWithdraw1764000000502], locales: new URL('./locales/', import.meta.url),
};
