import type Stripe from 'stripe';
import type { LineItem } from '../objects/line-item.js';
import { formatCount, formatMoney } from './format.js';
import { html, type Html } from './html.js';
import { messagesOf, type PageLocale } from './page-locale.js';

const arrow = html`<svg viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M10 3 5 8l5 5"/></svg>`;

export interface SummaryParts {
  session: Stripe.Checkout.Session;
  lines: readonly LineItem[];
  descriptions: readonly (string | null)[];
  merchantName: string;
  locale: PageLocale;
}

/** Who is paid, how much, and for what: the first column of the payment page. */
export function sessionSummary({ session, lines, descriptions, merchantName, locale }: SummaryParts): Html {
  const words = messagesOf(locale);
  const currency = session.currency!;
  const code = currency.toUpperCase();
  const amount = formatMoney(session.amount_total!, currency, locale);
  const total = html`<bdi>${amount}</bdi>`;
  const name = html`<span class="mark" aria-hidden="true">${[...merchantName][0]}</span><bdi>${merchantName}</bdi>`;
  const back = session.cancel_url
    ? html`<a class="merchant" href="${session.cancel_url}">${arrow}<span class="unseen">${words.back(merchantName)}</span>${name}</a>`
    : html`<p class="merchant">${name}</p>`;
  return html`<section class="side" aria-label="${words.orderSummary}">
<div>${back}
<p class="due">${words.total}</p>
<p class="sum">${total}${amount.includes(code) ? null : html`<small>${code}</small>`}</p>
<ul class="lines">${lines.map((line, index) => lineRow(line, descriptions[index] ?? null, locale))}</ul>
${lines.length > 1 ? html`<p class="total"><span>${words.total}</span>${total}</p>` : null}
</div></section>`;
}

function lineRow(line: LineItem, description: string | null, locale: PageLocale): Html {
  const words = messagesOf(locale);
  const quantity = line.quantity ?? 1;
  const unit = quantity > 1
    ? html`<span class="unit">${words.quantity(formatCount(quantity, locale))} · ${words.each(formatMoney(line.price.unit_amount ?? 0, line.currency, locale))}</span>`
    : null;
  return html`<li><span class="what"><bdi>${line.description}</bdi></span><bdi class="price">${formatMoney(line.amount_total, line.currency, locale)}</bdi>
${description ? html`<span class="about"><bdi>${description}</bdi></span>` : null}${unit}</li>`;
}
