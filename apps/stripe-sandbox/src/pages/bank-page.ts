import type Stripe from 'stripe';
import { formatMoney } from './format.js';
import { html } from './html.js';
import { layout } from './layout.js';
import { messagesOf, type PageLocale } from './page-locale.js';

/** The page of the buyer's bank for 3-D Secure: confirm, or refuse. */
export function bankPage(intent: Stripe.PaymentIntent, last4: string, merchantName: string, locale: PageLocale, path: string): string {
  const words = messagesOf(locale);
  return layout(locale, words.bankTitle, html`<main class="alone">
<h1>${words.bankTitle}</h1>
<p>${words.bankText(merchantName, formatMoney(intent.amount, intent.currency, locale), last4)}</p>
<form method="post" action="${path}">
<button type="submit" name="outcome" value="complete">${words.bankComplete}</button>
<button type="submit" name="outcome" value="fail" class="quiet">${words.bankFail}</button>
</form>
</main>`);
}
