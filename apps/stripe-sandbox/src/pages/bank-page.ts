import type Stripe from 'stripe';
import { formatMoney } from './format.js';
import { html } from './html.js';
import { layout } from './layout.js';
import { messagesOf, type PageLocale } from './page-locale.js';
import { subscriptionWords } from './subscription/subscription-words.js';

/** The page of the buyer's bank for 3-D Secure: confirm, or refuse. */
export function bankPage(intent: Stripe.PaymentIntent | Stripe.SetupIntent, last4: string, merchantName: string, locale: PageLocale, path: string): string {
  const words = messagesOf(locale);
  const text = intent.object === 'setup_intent'
    ? subscriptionWords(locale).bankKeeps(merchantName, last4)
    : words.bankText(merchantName, formatMoney(intent.amount, intent.currency, locale), last4);
  return layout(locale, words.bankTitle, html`<main class="alone">
<h1>${words.bankTitle}</h1>
<p>${text}</p>
<form method="post" action="${path}">
<button type="submit" name="outcome" value="complete">${words.bankComplete}</button>
<button type="submit" name="outcome" value="fail" class="quiet">${words.bankFail}</button>
</form>
</main>`);
}
