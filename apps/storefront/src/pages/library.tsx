import { Chips } from '../parts/chips.js';
import { Icon } from '../parts/icon.js';
import { LibraryThing } from '../parts/library-thing.js';
import type { Library } from '../items/library-shelves.js';
import type { OrderView } from '@silkport/ordering';
import type { Visitor } from '../visitor.js';

/** Everything that a reader has, shelf by shelf of its kind, each thing with what to do next. */
export function LibraryPage({ visitor, library: { shelves, unpaid, kinds, kind, words, nextCursor } }: { visitor: Visitor; library: Library }) {
  if (!kinds.length && !unpaid.length) return <NothingYet visitor={visitor} />;
  const searched = words ? `q=${encodeURIComponent(words)}` : '';
  const address = (...query: readonly string[]) => visitor.link(['/library', [...query, searched].filter(Boolean).join('&')].filter(Boolean).join('?'));
  const chips = [undefined, ...kinds].map((each) => ({ label: visitor.t(each ? `library.shelf.${each}` : 'library.all_kinds'), href: address(each ? `kind=${each}` : ''), isChosen: each === kind }));
  return (
    <div class="wrap buying library-page">
      <h1>{visitor.t('library.title')}</h1>
      {kinds.length > 1 ? <Chips id="by-kind" label={visitor.t('library.by_kind')} chips={chips} /> : null}
      <Search visitor={visitor} kind={kind} words={words} />
      {unpaid.length && !kind && !words ? <Unpaid visitor={visitor} orders={unpaid} /> : null}
      {shelves.map((shelf) => (
        <section class="shelf" aria-labelledby={`shelf-${shelf.kind}`}>
          <h2 id={`shelf-${shelf.kind}`}><Icon name={shelf.kind} /> {visitor.t(`library.shelf.${shelf.kind}`)}</h2>
          <ul class="library sheet">{shelf.things.map((thing) => <LibraryThing visitor={visitor} of={thing} />)}</ul>
        </section>
      ))}
      {(kind ?? words) && !shelves.length ? <><p class="lead">{visitor.t('library.nothing_of_kind')}</p><p><a class="button quiet-button" href={visitor.link('/library')}>{visitor.t('listing.clear')}</a></p></> : null}
      {nextCursor ? <nav class="pager"><a class="button quiet-button" href={address(kind ? `kind=${kind}` : '', `cursor=${encodeURIComponent(nextCursor)}`)}>{visitor.t('library.older')}</a></nav> : null}
    </div>
  );
}

function Search({ visitor, kind, words }: { visitor: Visitor } & Pick<Library, 'kind' | 'words'>) {
  return (
    <form class="search library-search" method="get" action={visitor.link('/library')}>
      {kind ? <input type="hidden" name="kind" value={kind} /> : null}
      <label class="visually-hidden" for="library-q">{visitor.t('library.search')}</label>
      <input id="library-q" name="q" type="search" value={words} placeholder={visitor.t('library.search')} maxLength={100} />
      <button type="submit" class="icon-button" aria-label={visitor.t('library.search')}><Icon name="search" /></button>
    </form>
  );
}

function Unpaid({ visitor, orders }: { visitor: Visitor; orders: readonly OrderView[] }) {
  return (
    <section class="shelf" aria-labelledby="unpaid">
      <h2 id="unpaid">{visitor.t('library.unpaid')}</h2>
      <ul class="plain-rows sheet">
        {orders.map(({ number, status, total }) => (
          <li>
            <span>{visitor.t('library.to_order', { number })} · <span class="quiet">{visitor.t(`library.${status}`)}</span></span>
            <span class="money">{visitor.money(total)}</span>
            <a class="button quiet-button small-button" href={visitor.link(`/orders/${number}`)}>{visitor.t(status === 'held' ? 'item.to_order' : 'library.pay')}</a>
          </li>
        ))}
      </ul>
    </section>
  );
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
