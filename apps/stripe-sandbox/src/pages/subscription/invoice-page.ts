import type { InvoiceObject } from '../../billing/objects/invoice.js';
import { formatMoney } from '../format.js';
import { html } from '../html.js';
import { layout } from '../layout.js';
import { messagesOf } from '../page-locale.js';
import { cardFields, languageNav, problems, type FormPage } from '../pay-page.js';

export interface InvoicePage extends FormPage {
  invoice: InvoiceObject;
  merchantName: string;
  path: string;
  chosenLocale?: string;
}

/** Where the buyer pays an invoice that their card has refused, with another one. */
export function invoicePage(page: InvoicePage): string {
  const { invoice, merchantName, locale, path, chosenLocale } = page;
  const words = messagesOf(locale);
  const money = (amount: number): string => formatMoney(amount, invoice.currency, locale);
  const due = money(invoice.amount_remaining);
  return layout(locale, `${words.payTo(merchantName)} · ${due}`, html`<main class="columns">
<section class="side" aria-label="${words.orderSummary}"><div>
<p class="merchant"><span class="mark" aria-hidden="true">${[...merchantName][0]}</span><bdi>${merchantName}</bdi></p>
<p class="due">${words.total}</p>
<p class="sum"><bdi>${due}</bdi></p>
<ul class="lines">${invoice.lines.data.map((line) => html`<li><span class="what"><bdi>${line.description}</bdi></span><bdi class="price">${money(line.amount)}</bdi></li>`)}</ul>
<p class="total"><span>${words.total}</span><bdi>${due}</bdi></p>
</div></section>
<section class="main"><div>
<h1>${words.paymentDetails}</h1>
${problems(page)}
<form method="post" action="${chosenLocale ? `${path}?locale=${encodeURIComponent(chosenLocale)}` : path}" novalidate>
${cardFields(page)}
<button type="submit">${words.payAmount(due)}</button>
</form>
${languageNav(path, locale)}
</div></section>
</main>`);
}
