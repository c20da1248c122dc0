import { formatDate, formatMoney, formatNumber, regionName, type Phrases } from '@silkport/i18n';
import type { OrderLineView, OrderView } from '@silkport/ordering';
import { toWireMoney } from '@silkport/pricing';
import { addMoney, money, translation, type Locale, type Money } from '@silkport/values';
import type { Letter, LetterLine, LetterPart } from './letter.js';
import { nextSteps } from './next-steps.js';

/** Tells the buyer that the order is paid, what is in it and what happens next, in the language it was ordered in. @param url opens the order without a password */
export function orderLetter(phrases: Phrases, order: OrderView, paidAt: Date, url: string): Letter {
  const { locale, number, lines } = order;
  const say = (key: string, params = {}) => phrases.say(locale, `notifications.${key}`, params);
  const total = amountText(order.total, locale);
  return {
    locale, subject: say('order_subject', { number }), preheader: say('order_preheader', { count: lines.length, total }), heading: say('order_heading'),
    footer: say('order_footer'),
    parts: [
      { kind: 'paragraph', text: say('order_intro', { total }) },
      { kind: 'button', label: say('open_order'), url },
      { kind: 'facts', facts: [
        { label: say('order_number'), value: number },
        { label: say('order_paid_at'), value: formatDate(paidAt, locale, paidAtFormat) },
        { label: say('order_country'), value: regionName(order.country, locale) },
      ] },
      { kind: 'lines', lines: lines.map((line) => letterLine(line, locale)), total: { label: say('order_total'), amount: total } },
      ...taxFacts(order, say),
      { kind: 'list', heading: say('next_heading'), items: nextSteps(phrases, locale, lines), isAddress: false },
      ...addressOf(order, say('parcel_heading')),
      ...consentsOf(phrases, order, say('consents_heading')),
      { kind: 'note', text: say('order_keep') },
    ],
  };
}

const percentFormat: Intl.NumberFormatOptions = { style: 'percent', maximumFractionDigits: 3 };

/** The buyer's time zone is not known, so the mail says which one it means. */
const paidAtFormat: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: 'UTC', timeZoneName: 'short' };

function amountText(amount: Money, locale: Locale): string {
  const wire = toWireMoney(amount);
  return formatMoney(wire.amount, wire.currency, locale);
}

function letterLine(line: OrderLineView, locale: Locale): LetterLine {
  const title = translation(line.productName, locale);
  const variant = line.variantName && translation(line.variantName, locale).text;
  const merchant = translation(line.merchantName, locale);
  return {
    title: [title.text, variant].filter(Boolean).join(' · '), titleLocale: title.locale, merchant: merchant.text, merchantLocale: merchant.locale,
    quantity: `${formatNumber(line.quantity, locale)} × ${amountText(line.unit, locale)}`, amount: amountText(line.total, locale),
  };
}

/** Taxes that every language has a name of its own for; the others are called what their market calls them. */
const taxNames: Readonly<Record<string, string>> = { VAT: 'tax_vat', GST: 'tax_gst' };

/** Each tax that the total contains, by its rate. */
function taxFacts({ lines, locale, taxId }: OrderView, say: (key: string, params?: Record<string, string>) => string): LetterPart[] {
  const sums = new Map<string, Money>();
  for (const { name, ratePct, amount } of lines.flatMap(({ taxes }) => taxes)) {
    if (amount.amountMinor === 0n) continue;
    const label = say('order_tax', { tax: taxNames[name] ? say(taxNames[name]) : name, rate: formatNumber(Number(ratePct) / 100, locale, percentFormat) });
    sums.set(label, addMoney(sums.get(label) ?? money(0n, amount.currency), amount));
  }
  const facts = [...sums].map(([label, amount]) => ({ label, value: amountText(amount, locale) }));
  if (taxId) facts.push({ label: say('order_tax_id'), value: taxId });
  return facts.length ? [{ kind: 'facts', facts }] : [];
}

/** What the buyer agreed to, in its words: the confirmation on a durable medium that Directive 2011/83/EU art. 8(7) asks for. */
function consentsOf(phrases: Phrases, { consents, locale }: OrderView, heading: string): LetterPart[] {
  if (!consents.length) return [];
  return [{ kind: 'list', heading, items: consents.map(({ key }) => phrases.say(locale, key)), isAddress: false }];
}

function addressOf({ recipient, country, locale }: OrderView, heading: string): LetterPart[] {
  if (!recipient) return [];
  const { name, street, postalCode, city, region } = recipient;
  const items = [name, street, [postalCode, city].filter(Boolean).join(' '), region, regionName(country, locale)].filter((line): line is string => Boolean(line));
  return [{ kind: 'list', heading, items, isAddress: true }];
}
