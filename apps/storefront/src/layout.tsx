import { locales } from '@silkport/values';
import type { ComponentChildren } from 'preact';
import { assetPath } from './assets.js';
import { KeptHtml } from './kept-html.js';
import { ChoicesForm, choicesFormId } from './parts/choices-form.js';
import { Icon } from './parts/icon.js';
import type { PageHead } from './render-page.js';
import type { Visitor } from './visitor.js';

/** Headers and footers by all that they depend on: most pages bear one that has been drawn already. */
const kept = new KeptHtml();

export function Layout({ visitor, head, children }: { visitor: Visitor; head: PageHead; children?: ComponentChildren }) {
  return (
    <html lang={visitor.locale} dir={visitor.direction}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{head.title === visitor.t('name') ? head.title : `${head.title} · ${visitor.t('name')}`}</title>
        {head.description ? <meta name="description" content={head.description} /> : null}
        {head.isPersonal ? <meta name="robots" content="noindex" /> : null}
        {head.refreshSeconds ? <meta http-equiv="refresh" content={String(head.refreshSeconds)} /> : null}
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="/public/seal.svg" type="image/svg+xml" />
        <link rel="stylesheet" href={assetPath('storefront.css')} />
        <script type="module" src={assetPath('entry.js')} />
        {head.alternatePath === undefined ? null : locales.map((locale) => <link rel="alternate" hreflang={locale} href={`/${locale}${head.alternatePath}`} />)}
      </head>
      <body>
        <a class="skip" href="#main">{visitor.t('skip_to_content')}</a>
        <Header visitor={visitor} />
        <main id="main" tabIndex={-1}>{children}</main>
        <Footer visitor={visitor} />
      </body>
    </html>
  );
}

function Header({ visitor }: { visitor: Visitor }) {
  const pieces = visitor.basket.reduce((sum, { quantity }) => sum + quantity, 0);
  const words = wordsOf(visitor);
  if (words) return <header class="site-header"><HeaderRow visitor={visitor} pieces={pieces} words={words} /></header>;
  const __html = kept.of(`header ${visitor.locale} ${pieces} ${visitor.principal?.merchantId ? 'merchant' : ''}`, () => <HeaderRow visitor={visitor} pieces={pieces} />);
  return <header class="site-header" dangerouslySetInnerHTML={{ __html }} />;
}

function HeaderRow({ visitor, pieces, words }: { visitor: Visitor; pieces: number; words?: string }) {
  return (
    <div class="wrap site-header-row">
      <a class="brand" href={visitor.link('/')}><img src="/public/seal.svg" width="32" height="32" alt="" /><span>{visitor.t('name')}</span></a>
      <form class="search" role="search" action={visitor.link('/search')}>
        <label class="visually-hidden" for="q">{visitor.t('search.label')}</label>
        <input id="q" name="q" type="search" maxLength={200} value={words} placeholder={visitor.t('search.placeholder')} />
        <button type="submit" class="icon-button" aria-label={visitor.t('search.button')}><Icon name="search" /></button>
      </form>
      <nav class="site-nav" aria-label={visitor.t('nav.label')}>
        <a href={visitor.link('/clusters')}>{visitor.t('nav.clusters')}</a>
        <a href={visitor.link('/categories')}>{visitor.t('nav.categories')}</a>
        {visitor.principal?.merchantId ? <a href={visitor.link('/merchant/money')}>{visitor.t('merchant_money.nav')}</a> : null}
        <a href={visitor.link('/library')}><Icon name="library" /><span>{visitor.t('nav.library')}</span></a>
        <a href={visitor.link('/basket')}>
          <Icon name="basket" /><span>{visitor.t('nav.basket')}</span>
          {pieces > 0 ? <span class="count">{visitor.number(pieces)}<span class="visually-hidden"> {visitor.t('nav.pieces', { count: pieces })}</span></span> : null}
        </a>
      </nav>
    </div>
  );
}

/** What is being searched for stays in the box while its results are looked at. */
function wordsOf({ address }: Visitor): string | undefined {
  const [path = '', query] = address.split('?', 2);
  return path.endsWith('/search') ? (new URLSearchParams(query).get('q') ?? undefined) : undefined;
}

/** The address to come back to is no part of what is kept: its field belongs to the form by the form's name. */
function Footer({ visitor }: { visitor: Visitor }) {
  const { locale, country, currency, principal } = visitor;
  const __html = kept.of(`footer ${locale} ${country} ${currency} ${principal ? 'signed-in' : ''}`, () => <FooterRows visitor={visitor} />);
  return (
    <footer>
      <input type="hidden" name="back" value={visitor.address} form={choicesFormId} />
      <div class="site-footer" dangerouslySetInnerHTML={{ __html }} />
    </footer>
  );
}

function FooterRows({ visitor }: { visitor: Visitor }) {
  return (
    <div class="wrap">
      <ChoicesForm visitor={visitor} />
      <p class="quiet">{visitor.t('footer.about')}</p>
      <nav class="footer-nav" aria-label={visitor.t('footer.label')}>
        <a href={visitor.link('/clusters')}>{visitor.t('nav.clusters')}</a>
        <a href={visitor.link('/library')}>{visitor.t('nav.library')}</a>
        <a href={visitor.link('/withdrawal')}>{visitor.t('withdrawal.link')}</a>
        {visitor.principal
          ? <form method="post" action={visitor.link('/sign-out')}><button class="link-button" type="submit">{visitor.t('account.sign_out')}</button></form>
          : <a href={visitor.link('/sign-in')}>{visitor.t('account.sign_in')}</a>}
        <a href="/docs">{visitor.t('footer.api')}</a>
      </nav>
    </div>
  );
}
