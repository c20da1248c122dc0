import { recurrenceOf } from '../../billing/objects/price.js';
import { isRecurring, type HiddenSession } from '../../verbs/hidden-session.js';
import { formatDate, formatMoney } from '../format.js';
import { html, type Html } from '../html.js';
import type { PageLocale } from '../page-locale.js';
import { subscriptionWords } from './subscription-words.js';

const daySeconds = 24 * 3600;

/** What is charged again and again, and what comes before it; nothing for a single payment. */
export function subscriptionTerms({ lineItems, subscription }: Pick<HiddenSession, 'lineItems' | 'subscription'>, nowSeconds: number, locale: PageLocale): Html | null {
  const lines = lineItems.filter(isRecurring);
  const [first] = lines;
  if (!subscription || !first) return null;
  const words = subscriptionWords(locale);
  const { interval, intervalCount } = recurrenceOf(first.price);
  const amount = lines.reduce((sum, line) => sum + line.price.unit_amount * (line.quantity ?? 1), 0);
  const price = words.every(formatMoney(amount, first.currency, locale), interval, intervalCount);
  const end = subscription.trialDays === null ? subscription.trialEnd : nowSeconds + subscription.trialDays * daySeconds;
  if (end === null) return html`<p class="terms"><bdi>${price}</bdi></p>`;
  const days = subscription.trialDays ?? Math.ceil((end - nowSeconds) / daySeconds);
  return html`<p class="terms"><bdi>${words.trial(days)}</bdi></p><p class="then"><bdi>${words.then(price, formatDate(end, locale))}</bdi></p>`;
}
