import type { Context } from '@silkport/platform';
import { BusinessBuyers1764000000503 } from './migrations/1764000000503-business-buyers.js';
import { CreateOrdering1764000000500 } from './migrations/1764000000500-create-ordering.js';
import { DisputesOfHeldOrders1764000000510 } from './migrations/1764000000510-disputes-of-held-orders.js';
import { ForgetEvidence1764000000512 } from './migrations/1764000000512-forget-evidence.js';
import { FreezeTaxAndCommission1764000000501 } from './migrations/1764000000501-freeze-tax-and-commission.js';
import { WithdrawLineByLine1764000000511 } from './migrations/1764000000511-withdraw-line-by-line.js';
import { RefundDisputeWithdraw1764000000502 } from './migrations/1764000000502-refund-dispute-withdraw.js';
import { LinesOfBundles1764000000515 } from './migrations/1764000000515-lines-of-bundles.js';
import { RefundsThatWait1764000000516 } from './migrations/1764000000516-refunds-that-wait.js';
import { CreateSubscriptions1764000000520 } from './migrations/1764000000520-create-subscriptions.js';
import { GiveUpPieces1764000000526 } from './migrations/1764000000526-give-up-pieces.js';
import { ListSubscriptions1764000000525 } from './migrations/1764000000525-list-subscriptions.js';
import { CreditPeriods1764000000522 } from './migrations/1764000000522-credit-periods.js';
import { PeriodCredit } from './subscriptions/period-credit.entity.js';
import { TrialsOnce1764000000521 } from './migrations/1764000000521-trials-once.js';
import { Trial } from './subscriptions/trial.entity.js';
import { Subscription, SubscriptionChange, SubscriptionTerms } from './subscriptions/subscription.entity.js';
import { Dispute, HeldDispute } from './disputes/dispute.entity.js';
import { Order, OrderLine } from './order.entity.js';
import { LineTransition, OrderTransition } from './order-transition.entity.js';
import { DeferredRefund } from './refunds/deferred-refund.entity.js';
import { Refund, RefundLine } from './refunds/refund.entity.js';
import { Withdrawal, WithdrawnLine } from './withdrawals/withdrawal.entity.js';
import { KeepPerformed1764000000539 } from './migrations/1764000000539-keep-performed.js';
import { CloseParts1764000000538 } from './migrations/1764000000538-close-parts.js';
import { KeepBuyers1764000000540 } from './migrations/1764000000540-keep-buyers.js';
import { ClosedPart } from './parts/closed-part.entity.js';
import { Quote } from './quotes/quote.entity.js';

export const orderingContext: Context = {
  name: 'ordering', entities: [Quote, Order, OrderLine, OrderTransition, LineTransition, Refund, RefundLine, DeferredRefund, Dispute, HeldDispute, Withdrawal, WithdrawnLine, Subscription, SubscriptionTerms, SubscriptionChange, ClosedPart, Trial, PeriodCredit],
  migrations: [CreateOrdering1764000000500, FreezeTaxAndCommission1764000000501, RefundDisputeWithdraw1764000000502, BusinessBuyers1764000000503, DisputesOfHeldOrders1764000000510, WithdrawLineByLine1764000000511, ForgetEvidence1764000000512, LinesOfBundles1764000000515, RefundsThatWait1764000000516, CreateSubscriptions1764000000520, TrialsOnce1764000000521, CreditPeriods1764000000522, ListSubscriptions1764000000525, GiveUpPieces1764000000526, CloseParts1764000000538, KeepPerformed1764000000539, KeepBuyers1764000000540], locales: new URL('./locales/', import.meta.url),
};
