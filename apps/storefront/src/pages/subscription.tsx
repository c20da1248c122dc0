import type { VariantView } from '@silkport/catalog';
import type { Problem } from '@silkport/i18n';
import { mayBeAsked, type ChangeKind, type SubscriptionView } from '@silkport/ordering';
import { money } from '@silkport/values';
import { orderPath } from '../held-orders.js';
import { FormProblem } from '../parts/form-problem.js';
import { dayOnly, perPeriod, SubscriptionTerms } from '../parts/subscription-terms.js';
import type { HeldSubscription } from '../subscriptions/subscription-plans.js';
import type { Visitor } from '../visitor.js';

interface SubscriptionProps {
  readonly visitor: Visitor;
  readonly found: HeldSubscription;
  readonly others: readonly VariantView[];
  readonly attempt: string;
  readonly problem: Problem | undefined;
}

/** What a subscription gives, costs and does next, and all that can be done with it. */
export function SubscriptionPage(props: SubscriptionProps) {
  const { visitor, found: { held, subscription }, problem } = props;
  const { terms, nextTerms, currency, card, isChanging, wasRefused } = subscription;
  return (
    <section class="wrap narrow buying">
      <p class="order-number quiet">{visitor.t('order.number')} <bdi dir="ltr">{held.order.number}</bdi></p>
      <h1>{visitor.t('subscribed.title')}</h1>
      <FormProblem visitor={visitor} problem={problem} labels={{}} />
      {isChanging ? <p class="notice" role="status">{visitor.t('subscribed.changing')}</p> : null}
      {wasRefused && !isChanging ? <p class="notice notice-wrong">{visitor.t('subscribed.refused')}</p> : null}
      <div class="sheet">
        <p><strong>{visitor.t(`subscribed.state_${standingOf(subscription)}`, { date: dateOf(visitor, subscription) })}</strong></p>
        <dl class="facts">
          <div><dt>{visitor.t('subscribed.plan')}</dt><dd><SubscriptionTerms visitor={visitor} terms={terms} currency={currency} /></dd></div>
          {nextTerms ? <div><dt>{visitor.t('subscribed.next_plan')}</dt><dd><SubscriptionTerms visitor={visitor} terms={nextTerms} currency={currency} /></dd></div> : null}
          {nextCharge(visitor, subscription)}
          {card ? <div><dt>{visitor.t('subscribed.card')}</dt><dd><bdi dir="ltr">{card.brand} ···· {card.last4}</bdi></dd></div> : null}
        </dl>
      </div>
      {isChanging || subscription.state === 'ended' ? null : <Acts {...props} />}
      <p><a href={visitor.link(orderPath(held))}>{visitor.t('subscribed.to_order')}</a></p>
    </section>
  );
}

function Acts({ visitor, found: { held, subscription }, others, attempt }: SubscriptionProps) {
  const standing = { state: subscription.state, endsAt: subscription.endsAt, nextTermsId: subscription.nextTerms?.id ?? null };
  const can = (kind: ChangeKind) => mayBeAsked(kind, standing);
  const address = (page: string) => visitor.link(orderPath(held, `/subscription${page}`));
  const act = (kind: ChangeKind, more?: preact.ComponentChild, isMain = false) => (can(kind) ? (
    <form class="confirm-form" method="post" action={address('/changes')} data-island="once-form" data-waiting={visitor.t('receive.one_moment')}>
      <input type="hidden" name="kind" value={kind} /><input type="hidden" name="attempt" value={attempt} />
      {more}
      <button class={isMain ? 'button' : 'button quiet-button'} type="submit">{visitor.t(`subscribed.act_${kind}`)}</button>
      <p class="hint">{visitor.t(`subscribed.act_${kind}_help`)}</p>
    </form>
  ) : null);
  return (
    <>
      {act('retry', undefined, true)}
      {act('resume', undefined, true)}
      {can('downgrade') && others.length ? <Plans visitor={visitor} subscription={subscription} others={others} action={address('/price')} /> : null}
      {can('fewer_seats') ? <Seats visitor={visitor} subscription={subscription} action={address('/price')} /> : null}
      <form class="confirm-form" method="post" action={address('/card')}><button class="button quiet-button" type="submit">{visitor.t('subscribed.act_card')}</button></form>
      {act('pause', <div class="field"><label for="resumesOn">{visitor.t('subscribed.resumes_on')}</label><input id="resumesOn" name="resumesOn" type="date" /></div>)}
      {act('keep')}
      {act('cancel')}
    </>
  );
}

/** A form that only asks for a price: its key travels as a field, since a browser drops the query of the address. */
function Plans({ visitor, subscription, others, action }: { visitor: Visitor; subscription: SubscriptionView; others: readonly VariantView[]; action: string }) {
  const { terms, nextTerms } = subscription;
  const seats = BigInt((nextTerms ?? terms).seats);
  return (
    <form class="confirm-form" method="get" action={action.split('?')[0]}>
      <KeyField action={action} />
      <fieldset class="variant-choice">
        <legend>{visitor.t('subscribed.choose_plan')}</legend>
        {others.map(({ id, name, price, billing }, index) => (
          <label class="variant">
            <input type="radio" name="variantId" value={id} checked={index === 0} required />
            <span class="variant-name">{nextTerms && id === terms.variantId ? visitor.t('subscribed.present_plan', { name: visitor.text(name).text }) : <bdi>{visitor.text(name).text}</bdi>}</span>
            <span class="money">{billing ? perPeriod(visitor, price.amountMinor * seats, price.currency, billing) : null}</span>
          </label>
        ))}
      </fieldset>
      <button class="button quiet-button" type="submit">{visitor.t('subscribed.show_price')}</button>
    </form>
  );
}

function Seats({ visitor, subscription, action }: { visitor: Visitor; subscription: SubscriptionView; action: string }) {
  return (
    <form class="confirm-form" method="get" action={action.split('?')[0]}>
      <KeyField action={action} />
      <div class="field"><label for="seats">{visitor.t('subscribed.other_seats')}</label><input id="seats" name="seats" type="number" min="1" max="1000" value={String(subscription.terms.seats)} required /></div>
      <button class="button quiet-button" type="submit">{visitor.t('subscribed.show_price')}</button>
    </form>
  );
}

function KeyField({ action }: { action: string }) {
  const key = new URLSearchParams(action.split('?')[1] ?? '').get('key');
  return key ? <input type="hidden" name="key" value={key} /> : null;
}

function nextCharge(visitor: Visitor, { state, endsAt, periodEnd, terms, nextTerms, currency }: SubscriptionView) {
  if (state === 'ended' || state === 'paused' || endsAt || !periodEnd) return null;
  const amount = visitor.money(money((nextTerms ?? terms).line.totalMinor, currency));
  return <div><dt>{visitor.t('subscribed.next_charge')}</dt><dd>{visitor.t('subscribed.amount_on', { amount, date: visitor.date(periodEnd, dayOnly) })}</dd></div>;
}

function standingOf({ state, endsAt, isWithheld }: SubscriptionView): string {
  if (state !== 'ended' && endsAt) return 'ends';
  return isWithheld ? 'withheld' : state;
}

function dateOf(visitor: Visitor, { state, endsAt, endedAt, trialEndsAt, resumesAt, periodEnd }: SubscriptionView): string {
  const day = endedAt ?? endsAt ?? (state === 'trialing' ? trialEndsAt : state === 'paused' ? resumesAt : periodEnd);
  return day ? visitor.date(day, dayOnly) : '';
}
