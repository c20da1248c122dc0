import { Injectable, Logger } from '@nestjs/common';
import { billingChanged, billingInvoicePaid, trialEnding, type BillingChanged, type BillingInvoicePaid, type TrialEnding } from '@silkport/payments';
import { Handles, Outbox, type Tx } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { cancelUnpaid } from '../cancel-order.js';
import { lockOrder } from '../lock-order.js';
import { subscriptionTrialEnding } from '../ordering.events.js';
import { payOrders } from '../payment/pay-order.js';
import { evidenceOfOrder } from '../evidence-of-order.js';
import { claimTrial, noteRefusedTrial } from './given-trials.js';
import { newsBetween, nextStanding } from './next-standing.js';
import { orderPeriod } from './order-period.js';
import { orderTrialSeats } from './order-trial-seats.js';
import { saveSubscription } from './save-subscription.js';
import { lockSubscription, termsWithin, type StoredSubscription } from './subscription-row.js';

/** Follows what the payment provider says of subscriptions, whatever order it is heard in. */
@Injectable()
export class OnBillingChanged {
  private readonly logger = new Logger('ordering');

  constructor(private readonly outbox: Outbox, private readonly clock: Clock) {}

  @Handles(billingChanged, 'ordering/follow-billing')
  async follow(tx: Tx, { subscriptionId, revision, standing, at }: BillingChanged): Promise<void> {
    const before = await lockSubscription(tx, subscriptionId);
    if (!before) return this.logger.warn(`The provider tells of no subscription of ours: ${subscriptionId}`);
    if (revision <= before.revision) return;
    const terms = await termsWithin(tx, standing.termsId);
    const now = this.clock.now();
    const after = { ...nextStanding(before, standing, terms, now), revision };
    if (before.state === 'pending' && after.trialEndsAt && !(await this.takeTrial(tx, after, standing.cardFingerprint ?? null, now))) return;
    if (before.state === 'pending' && after.state !== 'pending' && after.state !== 'ended') await this.payNothing(tx, before.orderId, new Date(at));
    await saveSubscription(tx, this.outbox, after, newsBetween(before, after), now);
    await this.orderSeatsOfTrial(tx, before, after, now);
  }

  /** Taxes may have to be asked for outside, so the order is made by a job. */
  @Handles(billingInvoicePaid, 'ordering/order-period')
  async orderPeriod(tx: Tx, paid: BillingInvoicePaid): Promise<void> {
    await this.outbox.enqueue(tx, orderPeriod, paid, `order-period:${paid.reference}`);
  }

  @Handles(trialEnding, 'ordering/tell-trial-ending')
  async trialEnds(tx: Tx, { subscriptionId, endsAt }: TrialEnding): Promise<void> {
    const subscription = await lockSubscription(tx, subscriptionId);
    if (subscription?.state === 'trialing' && !subscription.endsAt) await this.outbox.publish(tx, subscriptionTrialEnding, { subscriptionId, endsAt });
  }

  /** Of who has had one the order ends, and with it what it began; nothing was charged. @returns whether it goes on */
  private async takeTrial(tx: Tx, { id, orderId, state }: StoredSubscription, card: string | null, at: Date): Promise<boolean> {
    const holder = await claimTrial(tx, id, card, at);
    if (!holder || state !== 'trialing') return true;
    await noteRefusedTrial(tx, id, holder);
    await cancelUnpaid(tx, this.outbox, orderId, { actor: 'stripe', reason: `trial given before: ${holder}`, at });
    return false;
  }

  /** What is added within a trial costs nothing and is had at once. */
  private async orderSeatsOfTrial(tx: Tx, before: StoredSubscription, after: StoredSubscription, now: Date): Promise<void> {
    if (before.state !== 'trialing' || after.state !== 'trialing' || before.termsId === after.termsId) return;
    const pieces = (await termsWithin(tx, after.termsId)).seats - (await termsWithin(tx, before.termsId)).seats;
    if (pieces > 0) await this.outbox.enqueue(tx, orderTrialSeats, { subscriptionId: after.id, termsId: after.termsId, pieces, at: now.toISOString() }, `order-trial-seats:${after.termsId}`);
  }

  /** A trial's first order is paid by having a card: nobody captures nothing. */
  private async payNothing(tx: Tx, orderId: string, paidAt: Date): Promise<void> {
    const order = await lockOrder(tx, orderId);
    if (order?.status !== 'awaiting_payment' || order.totalMinor > 0n) return;
    await payOrders(tx, [{ order, paidAt, evidence: evidenceOfOrder(order, paidAt) }], { actor: 'stripe', reason: 'nothing is due before the trial is over' });
  }
}
