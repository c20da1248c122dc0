import { hasBeenPaid, type OrderLineView, type OrderView } from '@silkport/ordering';
import { BoughtName } from '../parts/bought-name.js';
import { Icon } from '../parts/icon.js';
import { Words } from '../parts/words.js';
import type { Visitor } from '../visitor.js';

/** Everything that was bought with this e-mail, newest first, each with what to do next. */
export function LibraryPage({ visitor, orders, nextCursor }: { visitor: Visitor; orders: readonly OrderView[]; nextCursor: string | undefined }) {
  if (!orders.length) return <NothingYet visitor={visitor} />;
  return (
    <div class="wrap buying">
      <h1>{visitor.t('library.title')}</h1>
      <ul class="library">{orders.map((order) => <Purchase visitor={visitor} order={order} />)}</ul>
      {nextCursor ? <nav class="pager"><a class="button quiet-button" href={visitor.link(`/library?cursor=${encodeURIComponent(nextCursor)}`)}>{visitor.t('library.older')}</a></nav> : null}
    </div>
  );
}

function Purchase({ visitor, order }: { visitor: Visitor; order: OrderView }) {
  const page = visitor.link(`/orders/${order.number}`);
  return (
    <li class="sheet purchase">
      <div class="purchase-head">
        <h2><a href={page}><bdi dir="ltr">{order.number}</bdi></a></h2>
        <span class="quiet">{visitor.date(order.placedAt)} · {visitor.t(`library.${order.status}`)}</span>
        <span class="money">{visitor.money(order.total)}</span>
      </div>
      <ul class="bought">
        {order.lines.map((line) => (
          <li class="bought-line">
            <img class="cover bought-cover" src={`/art/${line.productCode}.svg`} width="96" height="72" alt="" loading="lazy" />
            <div class="bought-words"><BoughtName visitor={visitor} of={line} /><span class="card-maker"><Words of={line.merchantName} visitor={visitor} /></span></div>
            {hasBeenPaid(order.status) && canBeOpened(line)
              ? <a class="button quiet-button small-button" href={`${page}#line-${line.id}`}><Icon name={line.deliveryKind} />{visitor.t(`library.next.${line.deliveryKind}`)}</a>
              : null}
          </li>
        ))}
      </ul>
      {order.status === 'awaiting_payment' ? <p><a class="button" href={page}>{visitor.t('library.pay')}</a></p> : null}
    </li>
  );
}

/** What was given back, or is being asked back, has nothing to go on to. */
function canBeOpened({ state }: OrderLineView): boolean {
  return state === 'paid' || state === 'delivered' || state === 'partly_refunded';
}

function NothingYet({ visitor }: { visitor: Visitor }) {
  return (
    <section class="wrap narrow buying empty">
      <Icon name="library" />
      <h1>{visitor.t('library.nothing')}</h1>
      <p class="lead">{visitor.t('library.nothing_help', { email: visitor.principal?.email ?? '' })}</p>
      <p><a class="button" href={visitor.link('/clusters')}>{visitor.t('basket.to_clusters')}</a></p>
    </section>
  );
}

/** The library of somebody who has not yet shown that the e-mail is theirs. */
export function UnconfirmedLibraryPage({ visitor }: { visitor: Visitor }) {
  return (
    <section class="wrap narrow buying empty">
      <Icon name="mail" />
      <h1>{visitor.t('library.unconfirmed')}</h1>
      <p class="lead">{visitor.t('library.unconfirmed_help', { email: visitor.principal?.email ?? '' })}</p>
      <p><a href={visitor.link('/sign-up')}>{visitor.t('library.mail_again')}</a></p>
    </section>
  );
}

/** The library of a guest: the link in the mail is enough, an account gathers everything. */
export function GuestLibraryPage({ visitor }: { visitor: Visitor }) {
  const next = `next=${encodeURIComponent(visitor.link('/library'))}`;
  return (
    <section class="wrap narrow buying">
      <h1>{visitor.t('library.title')}</h1>
      <p class="lead">{visitor.t('library.guest')}</p>
      <ol class="ways">
        <li><Icon name="mail" /><div><h2>{visitor.t('order.find_mail')}</h2><p>{visitor.t('order.find_mail_help')}</p></div></li>
        <li>
          <Icon name="library" />
          <div>
            <h2>{visitor.t('library.with_account')}</h2>
            <p>{visitor.t('library.with_account_help')}</p>
            <p class="actions"><a class="button" href={visitor.link(`/sign-in?${next}`)}>{visitor.t('account.sign_in')}</a><a class="button quiet-button" href={visitor.link(`/sign-up?${next}`)}>{visitor.t('account_page.sign_up')}</a></p>
          </div>
        </li>
      </ol>
    </section>
  );
}
