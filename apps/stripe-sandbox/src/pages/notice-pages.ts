import type Stripe from 'stripe';
import { html } from './html.js';
import { layout } from './layout.js';
import { messagesOf, type PageLocale } from './page-locale.js';
import { returnAddress } from './return-address.js';
import { subscriptionWords } from './subscription/subscription-words.js';

/** Shown to who comes back to a session that is paid, or done otherwise. A form sent for it again is led to the order without this page. */
export function paidPage(session: Stripe.Checkout.Session, locale: PageLocale): string {
  const words = messagesOf(locale);
  const target = returnAddress(session);
  const { doneTitle, doneText } = subscriptionWords(locale);
  const [title, text] = session.mode === 'payment' ? [words.paidTitle, words.paidText] : [doneTitle, doneText];
  return layout(locale, title, html`<main class="alone"><h1>${title}</h1><p>${text}</p><a class="button" href="${target}">${words.goOn}</a></main>`);
}

/** Shown to who comes to an invoice that there is nothing to pay of. */
export function completedPage(locale: PageLocale): string {
  const { doneTitle, doneText } = subscriptionWords(locale);
  return layout(locale, doneTitle, html`<main class="alone"><h1>${doneTitle}</h1><p>${doneText}</p></main>`);
}

export function expiredPage(session: Stripe.Checkout.Session, merchantName: string, locale: PageLocale): string {
  const words = messagesOf(locale);
  const back = session.cancel_url && html`<a class="button" href="${session.cancel_url}">${words.back(merchantName)}</a>`;
  return layout(locale, words.expiredTitle, html`<main class="alone"><h1>${words.expiredTitle}</h1><p>${words.expiredText}</p>${back}</main>`);
}

export function missingPage(locale: PageLocale): string {
  const words = messagesOf(locale);
  return layout(locale, words.missingTitle, html`<main class="alone"><h1>${words.missingTitle}</h1><p>${words.missingText}</p></main>`);
}
