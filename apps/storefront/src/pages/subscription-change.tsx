import type { PricedChange, TermsChange } from '@silkport/ordering';
import { orderPath } from '../held-orders.js';
import { dayOnly, perPeriod } from '../parts/subscription-terms.js';
import type { HeldSubscription } from '../subscriptions/subscription-plans.js';
import type { Visitor } from '../visitor.js';

interface ConfirmProps { readonly visitor: Visitor; readonly found: HeldSubscription; readonly change: TermsChange; readonly priced: PricedChange; readonly attempt: string }

/** The second step of a change: what it costs now, what from then on and when, and the button that makes it so. */
export function ConfirmSubscriptionChangePage({ visitor, found, change, priced, attempt }: ConfirmProps) {
  const { held, subscription } = found;
  const { terms, due, credited, recurring, nextChargeAt, proratedAt } = priced;
  const { line, seats, holdsAtOnce } = terms;
  const from = holdsAtOnce || !subscription.periodEnd ? visitor.t('subscribed.from_now') : visitor.date(subscription.periodEnd, dayOnly);
  return (
    <section class="wrap narrow buying">
      <p class="order-number quiet">{visitor.t('order.number')} <bdi dir="ltr">{held.order.number}</bdi></p>
      <h1>{visitor.t('subscribed.confirm_title')}</h1>
      <div class="sheet">
        <dl class="facts">
          <div><dt>{visitor.t('subscribed.plan')}</dt><dd><bdi>{visitor.text(line.productName).text}</bdi>{line.variantName ? <> · <bdi>{visitor.text(line.variantName).text}</bdi></> : null} · {visitor.t('subscribed.seats', { count: seats })}</dd></div>
          <div><dt>{visitor.t('subscribed.from')}</dt><dd>{from}</dd></div>
          <div><dt>{visitor.t('subscribed.due_now')}</dt><dd>{visitor.money(due)}</dd></div>
          {credited.amountMinor > 0n ? <div><dt>{visitor.t('subscribed.credited')}</dt><dd>{visitor.money(credited)}</dd></div> : null}
          <div><dt>{visitor.t('subscribed.then')}</dt><dd>{perPeriod(visitor, recurring.amountMinor, recurring.currency, line.subscription.plan)}</dd></div>
          {nextChargeAt ? <div><dt>{visitor.t('subscribed.next_charge')}</dt><dd>{visitor.t('subscribed.amount_on', { amount: visitor.money(recurring), date: visitor.date(nextChargeAt, dayOnly) })}</dd></div> : null}
        </dl>
        <form class="confirm-form" method="post" action={visitor.link(orderPath(held, '/subscription/changes'))} data-island="once-form" data-waiting={visitor.t('receive.one_moment')}>
          <input type="hidden" name="attempt" value={attempt} />
          <input type="hidden" name="kind" value={'seats' in change ? 'seats' : 'variant'} />
          {'seats' in change ? <input type="hidden" name="seats" value={String(change.seats)} /> : <input type="hidden" name="variantId" value={change.variantId} />}
          {proratedAt ? <input type="hidden" name="proratedAt" value={proratedAt.toISOString()} /> : null}
          <button class="button wide" type="submit">{visitor.t(due.amountMinor > 0n ? 'subscribed.confirm_and_pay' : 'subscribed.confirm', { amount: visitor.money(due) })}</button>
          <p class="hint">{whatHappens(visitor, found, priced)}</p>
        </form>
      </div>
      <p><a href={visitor.link(orderPath(held, '/subscription'))}>{visitor.t('subscribed.back')}</a></p>
    </section>
  );
}

function whatHappens(visitor: Visitor, { subscription: { terms, trialEndsAt, periodEnd } }: HeldSubscription, { terms: wanted, due }: PricedChange): string {
  if (wanted.trialEndsAt) return visitor.t('subscribed.nothing_before', { date: visitor.date(trialEndsAt ?? wanted.trialEndsAt, dayOnly) });
  if (due.amountMinor > 0n) return visitor.t(isSameInterval(terms, wanted) ? 'subscribed.charged_to_card' : 'subscribed.whole_period_now');
  return periodEnd ? visitor.t('subscribed.until_then', { date: visitor.date(periodEnd, dayOnly) }) : '';
}

function isSameInterval({ line: { subscription: { plan: left } } }: Pick<PricedChange['terms'], 'line'>, { line: { subscription: { plan: right } } }: Pick<PricedChange['terms'], 'line'>): boolean {
  return left.interval === right.interval && left.intervalCount === right.intervalCount;
}
