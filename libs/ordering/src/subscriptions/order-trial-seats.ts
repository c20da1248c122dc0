import { Injectable } from '@nestjs/common';
import { Database, job, Runs } from '@silkport/platform';
import { money } from '@silkport/values';
import { renewedLine } from './renewed-line.js';
import { savePeriodOrder } from './save-period-order.js';
import { SubscriptionReads } from './subscription-reads.js';
import { lockSubscription } from './subscription-row.js';

export const orderTrialSeats = job<{ subscriptionId: string; termsId: string; pieces: number; at: string }>('ordering/order-trial-seats');

/** Makes the order of seats that were added within a trial: over nothing, as the trial's own is, so that they are delivered as any seats are. Its id is that of their terms; repeated, it finds the order that it made. */
@Injectable()
export class OrderTrialSeats {
  constructor(private readonly database: Database, private readonly subscriptions: SubscriptionReads) {}

  @Runs(orderTrialSeats)
  async run({ subscriptionId, termsId: orderId, pieces, at }: { subscriptionId: string; termsId: string; pieces: number; at: string }): Promise<void> {
    const period = await this.subscriptions.paidPeriod(orderId, subscriptionId, orderId);
    if (period.isOrdered) return;
    const total = money(0n, period.order.total.currency);
    const { line: agreed } = period.terms;
    const line = { ...renewedLine(agreed, undefined, total, pieces), unitMinor: agreed.unitMinor };
    await this.database.transaction(async (tx) => {
      const subscription = await lockSubscription(tx, subscriptionId);
      if (!subscription || subscription.state === 'ended') return;
      await savePeriodOrder(tx, period, { orderId, subscriptionId, role: 'seats', line, total, paidAt: new Date(at), billingCountry: null, isUnwanted: false });
    });
  }
}
