import type { DeliveryKind } from '@silkport/catalog';
import { hasBeenPaid, type OrderView } from '@silkport/ordering';
import { orderPath, type HeldOrder } from '../held-orders.js';
import { waitedStatus } from '../order-stage.js';
import type { OrderRecord } from '../order-records.js';
import type { OrderStanding, ReceivedLine } from '../order-standings.js';
import { AgreedConsents } from '../parts/agreed-consents.js';
import { clockTime } from '../parts/clock-time.js';
import { Icon } from '../parts/icon.js';
import { InvoiceLinks } from '../parts/invoice-links.js';
import { MoneyNotices } from '../parts/money-notices.js';
import { OrderParts } from '../parts/order-parts.js';
import { Receipt } from '../parts/receipt.js';
import { Received } from '../parts/received-line.js';
import { RefundsGiven } from '../parts/refunds-given.js';
import type { Visitor } from '../visitor.js';

interface OrderProps {
  readonly visitor: Visitor;
  readonly held: HeldOrder;
  readonly standing: OrderStanding;
  readonly record: OrderRecord;
  /** The payment provider could not be reached a moment ago. */
  readonly isAway: boolean;
}

export function OrderPage(props: OrderProps) {
  const { visitor, held, standing, standing: { order }, record: { refunds, invoices, rights } } = props;
  const isPaid = hasBeenPaid(order.status);
  return (
    <div class="wrap buying order">
      <p class="order-number quiet">{visitor.t('order.number')} <bdi dir="ltr">{order.number}</bdi></p>
      <Stage {...props} />
      {standing.stage === 'ready' ? null : <MoneyNotices visitor={visitor} order={order} />}
      <RefundsGiven visitor={visitor} refunds={refunds} />
      {isPaid ? <OrderParts visitor={visitor} held={held} order={order} rights={rights} /> : null}
      {isPaid && order.subscription && !leadsToSubscription(standing) ? <p><a class="button quiet-button" href={visitor.link(orderPath(held, '/subscription'))}>{visitor.t('subscribed.open')}</a></p> : null}
      <Receipt visitor={visitor} order={order} />
      {isPaid ? <InvoiceLinks visitor={visitor} held={held} invoices={invoices} isBusiness={order.taxId !== null} /> : null}
      <AgreedConsents visitor={visitor} consents={order.consents} />
      <section class="order-help">
        <h2>{visitor.t('order.help')}</h2>
        <p>{visitor.t('order.help_text', { number: order.number })}</p>
        {isPaid ? <p class="quiet">{visitor.t('order.link_note', { email: order.email })}</p> : null}
      </section>
    </div>
  );
}

function Stage(props: OrderProps) {
  switch (props.standing.stage) {
    case 'ready': return <Ready {...props} />;
    case 'confirming': return <Waiting {...props} title="order.confirming" text="order.confirming_text" isUnsure />;
    case 'preparing': return <Waiting {...props} title="order.preparing" text="order.preparing_text" />;
    case 'held': return <Held {...props} />;
    case 'ending': return <Waiting {...props} title="order.ending" text="order.ending_text" />;
    case 'mismatch': return <><h1>{props.visitor.t('order.confirming')}</h1><p class="notice notice-wrong" role="alert">{props.visitor.say('payments.charge_mismatch')}</p></>;
    case 'unpaid': return <Unpaid {...props} />;
    case 'cancelled': return <Cancelled {...props} />;
  }
}

function Ready({ visitor, held, standing: { order, received } }: OrderProps) {
  return (
    <>
      <Outcome visitor={visitor} order={order} received={received} />
      <MoneyNotices visitor={visitor} order={order} />
      <ul class="received-lines">{received.map((each) => <Received visitor={visitor} held={held} of={each} />)}</ul>
    </>
  );
}

/** Thanks, or what has become of the order since. That something is here is said only where it is. */
function Outcome({ visitor, order: { status }, received }: { visitor: Visitor; order: OrderView; received: readonly ReceivedLine[] }) {
  if (status === 'disputed' || status === 'lost' || status === 'refunded') return <h1>{visitor.t(`order_money.title_${status}`)}</h1>;
  if (received.length && received.every(isOver)) return <h1>{visitor.t('order.yours')}</h1>;
  return <h1 class="done"><Icon name="check" /> {visitor.t(received.some(isHere) ? 'order.here_it_is' : 'order.paid')}</h1>;
}

const doneByPeople: ReadonlySet<DeliveryKind> = new Set(['service', 'booking', 'commission']);

function isHere({ line, delivery }: ReceivedLine): boolean {
  return delivery?.state === 'active' && !doneByPeople.has(line.deliveryKind);
}

/** Neither to be used now, nor on its way. */
function isOver({ delivery }: ReceivedLine): boolean {
  return delivery?.state === 'suspended' || delivery?.state === 'revoked' || delivery?.state === 'expired';
}

function leadsToSubscription({ received }: OrderStanding): boolean {
  return received.some(({ line, delivery, seats }) => line.deliveryKind === 'subscription' && delivery?.state === 'active' && seats.length < 2);
}

function Held({ visitor, standing: { order } }: OrderProps) {
  return (
    <section class="sheet unpaid">
      <h1>{visitor.t('order.held')}</h1>
      <p>{visitor.t('order.held_text', { region: visitor.region(order.country) })}</p>
    </section>
  );
}

function Waiting({ visitor, held, standing: { stage }, title, text, isUnsure = false }: OrderProps & { title: string; text: string; isUnsure?: boolean }) {
  return (
    <section class="sheet waiting" data-island="order-status" data-status={waitedStatus(stage)} data-status-url={visitor.link(orderPath(held, '/status'))}>
      <h1>{visitor.t(title)}</h1>
      <p role="status">{visitor.t(text)}</p>
      <div class="progress" aria-hidden="true" />
      {isUnsure ? (
        <form class="quiet" method="post" action={visitor.link(orderPath(held, '/payment'))}>
          {visitor.t('order.not_finished')} <button class="link-button" type="submit">{visitor.t('order.open_payment')}</button>
        </form>
      ) : null}
    </section>
  );
}

function Unpaid({ visitor, held, standing: { order }, isAway }: OrderProps) {
  const until = visitor.date(order.expiresAt, clockTime);
  return (
    <section class="sheet unpaid">
      <h1>{visitor.t('order.unpaid')}</h1>
      {isAway ? <p class="notice notice-wrong" role="alert">{visitor.say('payments.payment_provider_away')}</p> : null}
      <p>{visitor.t('order.unpaid_text', { time: until })}</p>
      <div class="actions">
        <form method="post" action={visitor.link(orderPath(held, '/payment'))} data-island="once-form" data-waiting={visitor.t('receive.one_moment')}>
          <button class="button" type="submit">{visitor.t('order.pay_now', { sum: visitor.money(order.total) })}</button>
        </form>
        <form method="post" action={visitor.link(orderPath(held, '/cancellation'))}>
          <button class="button quiet-button" type="submit">{visitor.t('order.cancel')}</button>
        </form>
      </div>
    </section>
  );
}

function Cancelled({ visitor, held, standing: { order } }: OrderProps) {
  const refused = order.total.amountMinor === 0n ? order.subscription?.trialGivenTo : undefined;
  return (
    <section class="sheet unpaid">
      {refused ? <p class="notice" role="status"><strong>{visitor.t('subscribed.trial_refused')}</strong> {visitor.t(`subscribed.trial_refused_${refused}`)}</p> : null}
      <h1>{visitor.t('order.cancelled')}</h1>
      <p>{visitor.t('order.cancelled_text', { date: visitor.date(endOf(order)) })}</p>
      <form method="post" action={visitor.link(orderPath(held, '/basket'))}>
        <button class="button" type="submit"><Icon name="basket" />{visitor.t('order.to_basket')}</button>
      </form>
    </section>
  );
}

function endOf({ cancelledAt, expiresAt }: OrderView): Date {
  return cancelledAt ?? expiresAt;
}
