import { Injectable } from '@nestjs/common';
import type { Stripe } from 'stripe';
import { askStripe } from '../stripe-answers.js';
import { StripeGateway } from '../stripe-gateway.js';
import type { TermsWish } from './billing-wish.js';

type Item = Stripe.SubscriptionScheduleUpdateParams.Phase.Item;

/** The period that runs, and who follows it, of a subscription that was read with its schedule. */
interface Planned { readonly items: Pick<Stripe.Subscription['items'], 'data'>; readonly schedule: Stripe.Subscription['schedule'] }

/** The terms that a schedule has in store from the end of the running period on. */
export function plannedTermsOf({ items, schedule }: Planned): string | undefined {
  const end = items.data[0]?.current_period_end ?? Infinity;
  const coming = attached(schedule)?.phases.find(({ start_date: start }) => start >= end);
  return coming?.metadata?.terms;
}

/**
 * Another interval from the next period on. Asked of the subscription itself it would begin a whole period at once, whatever is said of
 * prorations; a schedule waits for the end of the one that runs. Never called inside a transaction.
 */
@Injectable()
export class StripeSchedules {
  constructor(private readonly gateway: StripeGateway) {}

  /** Asked again for the same terms it goes on where it stopped. @throws PaymentProviderAway; Stripe's refusals as they are */
  async plan(subscription: Stripe.Subscription, wish: Pick<TermsWish, 'termsId' | 'interval' | 'intervalCount'>, item: Item, idempotencyKey: string): Promise<void> {
    if (plannedTermsOf(subscription) === wish.termsId) return;
    const { subscriptionSchedules } = this.gateway.stripe;
    const earlier = attached(subscription.schedule);
    const isBegun = earlier?.phases.length === 1;
    if (earlier && !isBegun) await this.release(subscription, idempotencyKey);
    const key = `${idempotencyKey}:plan${earlier && !isBegun ? `:${earlier.id}` : ''}`;
    const schedule = isBegun ? earlier : await askStripe(() => subscriptionSchedules.create({ from_subscription: subscription.id }, { idempotencyKey: key }));
    const [running] = schedule.phases;
    if (!running) throw new Error(`The schedule ${schedule.id} has no phase`);
    await askStripe(() => subscriptionSchedules.update(schedule.id, {
      end_behavior: 'release',
      phases: [
        { items: running.items.map(({ price, quantity }) => ({ price: idOf(price), quantity: quantity ?? 1 })), start_date: running.start_date, end_date: running.end_date },
        { items: [item], duration: { interval: wish.interval, interval_count: wish.intervalCount }, proration_behavior: 'none', metadata: { terms: wish.termsId } },
      ],
    }, { idempotencyKey: `${key}:phases` }));
  }

  /** Gives up what was planned; while a schedule is there, nothing else can be asked of the end of a period. @throws PaymentProviderAway */
  async release({ schedule }: Pick<Stripe.Subscription, 'schedule'>, idempotencyKey: string): Promise<void> {
    const present = attached(schedule);
    if (present) await askStripe(() => this.gateway.stripe.subscriptionSchedules.release(present.id, {}, { idempotencyKey: `${idempotencyKey}:release:${present.id}` }));
  }
}

function attached(schedule: Planned['schedule']): Stripe.SubscriptionSchedule | undefined {
  if (typeof schedule === 'string') throw new Error(`The schedule ${schedule} was not read with its subscription`);
  return schedule && (schedule.status === 'active' || schedule.status === 'not_started') ? schedule : undefined;
}

const idOf = (price: string | { readonly id: string }): string => (typeof price === 'string' ? price : price.id);
