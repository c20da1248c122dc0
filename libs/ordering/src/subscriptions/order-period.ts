import { Injectable } from '@nestjs/common';
import { UnorderedPeriods, type BillingInvoicePaid } from '@silkport/payments';
import { Database, job, Outbox, Runs } from '@silkport/platform';
import { linesUndeliverable } from '../ordering.events.js';
import { renewedLine } from './renewed-line.js';
import { savePeriodOrder } from './save-period-order.js';
import { SubscriptionReads } from './subscription-reads.js';
import { lockSubscription, type StoredTerms } from './subscription-row.js';
import type { SubscriptionRole } from './subscription-states.js';
import { TaxPeriod } from './tax-period.js';

export const orderPeriod = job<BillingInvoicePaid>('ordering/order-period');

/**
 * Makes the order of a further payment of a subscription, paid as it is made: prices, rate and commission as they were agreed, taxes of
 * the day within the same amount. Repeated, it finds the order that it made. One that cannot be made is held for an admin, and tried again.
 */
@Injectable()
export class OrderPeriod {
  constructor(
    private readonly database: Database, private readonly outbox: Outbox, private readonly subscriptions: SubscriptionReads, private readonly taxPeriod: TaxPeriod, private readonly unordered: UnorderedPeriods,
  ) {}

  /** @throws RateMissing */
  @Runs(orderPeriod)
  async run(paid: BillingInvoicePaid): Promise<void> {
    if (await this.unordered.isSetAside(paid.reference)) return;
    try {
      await this.order(paid);
    } catch (error) {
      await this.unordered.hold(paid, error instanceof Error ? error.message : String(error));
      throw error;
    }
    await this.unordered.free(paid.reference);
  }

  private async order(paid: BillingInvoicePaid): Promise<void> {
    const { subscriptionId, reference: orderId, termsId, charged } = paid;
    const period = await this.subscriptions.paidPeriod(orderId, subscriptionId, termsId);
    if (period.isOrdered) return;
    const role = roleOf(paid, period.terms);
    const pieces = role === 'seats' ? period.terms.seats - period.terms.seatsBefore : period.terms.seats;
    const paidAt = new Date(paid.paidAt);
    const line = { ...renewedLine(period.terms.line, await this.taxPeriod.run(period, paidAt), charged, pieces), serviceDays: daysOf(paid) };
    await this.database.transaction(async (tx) => {
      const subscription = await lockSubscription(tx, subscriptionId);
      // It ended before its period did, as where the one before was given back while this one was being paid for: the money goes back whole.
      const isUnwanted = Boolean(subscription?.endedAt && subscription.endedAt < new Date(paid.periodEnd));
      const lineId = await savePeriodOrder(tx, period, { orderId, subscriptionId, role, line, total: charged, paidAt, billingCountry: isUnwanted ? null : (paid.billingCountry ?? null), isUnwanted });
      if (lineId !== undefined && isUnwanted) await this.outbox.publish(tx, linesUndeliverable, { orderId, lines: [{ lineId, pieces }], reason: 'the subscription had ended' });
    });
  }
}

/** What an upgrade or a seat is paid for is the rest of a period. A day that has begun is one. */
function daysOf({ periodStart, periodEnd }: BillingInvoicePaid): number {
  return Math.max(1, Math.ceil((Date.parse(periodEnd) - Date.parse(periodStart)) / 86_400_000));
}

function roleOf({ reason }: BillingInvoicePaid, { role }: StoredTerms): SubscriptionRole {
  if (reason === 'cycle') return 'renewal';
  return role === 'seats' ? 'seats' : 'upgrade';
}
