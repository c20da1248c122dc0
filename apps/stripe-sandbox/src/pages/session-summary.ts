import type Stripe from 'stripe';
import { recurrenceOf } from '../billing/objects/price.js';
import type { LineItem } from '../objects/line-item.js';
import { isRecurring } from '../verbs/hidden-session.js';
import { formatCount, formatMoney } from './format.js';
import { html, type Html } from './html.js';
import { messagesOf, type PageLocale } from './page-locale.js';
import { subscriptionWords } from './subscription/subscription-words.js';

const arrow = html`<svg viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M10 3 5 8l5 5"/></svg>`;

export interface SummaryParts {
  session: Stripe.Checkout.Session;
  lines: readonly LineItem[];
  descriptions: readonly (string | null)[];
  /** What is charged again, for a subscription. */
  terms: Html | null;
  merchantName: string;
  locale: PageLocale;
}

/** Who is paid, how much, and for what: the first column of the payment page. */
export function sessionSummary({ session, lines, descriptions, terms, merchantName, locale }: SummaryParts): Html {
  const words = messagesOf(locale);
  const recurring = subscriptionWords(locale);
  const due = session.mode === 'subscription' ? recurring.dueToday : words.total;
  const name = html`<span class="mark" aria-hidden="true">${[...merchantName][0]}</span><bdi>${merchantName}</bdi>`;
  const back = session.cancel_url
    ? html`<a class="merchant" href="${session.cancel_url}">${arrow}<span class="unseen">${words.back(merchantName)}</span>${name}</a>`
    : html`<p class="merchant">${name}</p>`;
  return html`<section class="side" aria-label="${words.orderSummary}">
<div>${back}
${session.mode === 'setup' ? html`<p class="due">${recurring.keepCardText(merchantName)}</p>` : amountDue(session, due, terms, locale)}
<ul class="lines">${lines.map((line, index) => lineRow(line, descriptions[index] ?? null, locale))}</ul>
${lines.length > 1 || terms ? html`<p class="total"><span>${due}</span><bdi>${formatMoney(session.amount_total!, session.currency!, locale)}</bdi></p>` : null}
</div></section>`;
}

function amountDue(session: Stripe.Checkout.Session, label: string, terms: Html | null, locale: PageLocale): Html {
  const code = session.currency!.toUpperCase();
  const amount = formatMoney(session.amount_total!, session.currency!, locale);
  return html`<p class="due">${label}</p>
<p class="sum"><bdi>${amount}</bdi>${amount.includes(code) ? null : html`<small>${code}</small>`}</p>
${terms}`;
}

function lineRow(line: LineItem, description: string | null, locale: PageLocale): Html {
  const words = messagesOf(locale);
  const quantity = line.quantity ?? 1;
  const unit = quantity > 1
    ? html`<span class="unit">${words.quantity(formatCount(quantity, locale))} · ${words.each(formatMoney(line.price.unit_amount, line.currency, locale))}</span>`
    : null;
  const price = formatMoney(line.price.unit_amount * quantity, line.currency, locale);
  const shown = isRecurring(line) ? subscriptionWords(locale).every(price, recurrenceOf(line.price).interval, recurrenceOf(line.price).intervalCount) : price;
  return html`<li><span class="what"><bdi>${line.description}</bdi></span><bdi class="price">${shown}</bdi>
${description ? html`<span class="about"><bdi>${description}</bdi></span>` : null}${unit}</li>`;
}
