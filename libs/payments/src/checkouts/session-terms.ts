import { multiplyMoney, sameMoney, sumMoney, type Locale } from '@silkport/values';
import type { CheckoutLine, CheckoutRequest, RecurringTerms } from './checkout-request.js';
import type { SessionTerms } from '../stripe-gateway.js';
import { toStripeAmount } from '../stripe-amount.js';

/** Tells our sessions from those that other systems open on the same Stripe account. */
export const ourMark = { silkport: 'checkout' } as const;

/** Checkout has no Arabic: the page follows the browser then. */
export const pageLocales: Readonly<Record<Locale, NonNullable<SessionTerms['locale']>>> = { en: 'en', 'zh-CN': 'zh', ru: 'ru', ar: 'auto' };

/** What Stripe is asked for. Our own conversion is the only one: Stripe's adaptive pricing stays off. @throws CurrencyNotChargeable @throws AmountNotChargeable */
export function sessionTerms(wanted: CheckoutRequest, expiresAt: Date): SessionTerms {
  const { amount, lines, subscription } = wanted;
  if (subscription) return recurringTerms(wanted, subscription, expiresAt);
  toStripeAmount(amount);
  const sum = sumMoney(lines.map(({ unitAmount, quantity }) => multiplyMoney(unitAmount, quantity)), amount.currency);
  if (!sameMoney(sum, amount)) throw new Error(`The lines of ${wanted.reference} sum to ${sum.amountMinor}, not to ${amount.amountMinor} ${amount.currency}`);
  const metadata = { ...wanted.metadata, ...ourMark };
  return {
    mode: 'payment',
    client_reference_id: wanted.reference,
    line_items: lines.map(lineItem),
    customer_email: wanted.email,
    locale: pageLocales[wanted.locale],
    success_url: wanted.successUrl,
    cancel_url: wanted.cancelUrl,
    expires_at: expiresAt.getTime() / 1000,
    adaptive_pricing: { enabled: false },
    metadata,
    payment_intent_data: { metadata: { ...metadata, reference: wanted.reference } },
  };
}

/** One line of the whole amount: seats are part of our terms, so that any total can be charged to the minor unit. */
function recurringTerms(wanted: CheckoutRequest, recurring: RecurringTerms, expiresAt: Date): SessionTerms {
  const { subscriptionId, termsId, title, interval, intervalCount, trialDays } = recurring;
  const { amount, currency } = toStripeAmount(recurring.amount);
  const metadata = { ...wanted.metadata, ...ourMark, subscription: subscriptionId, reference: wanted.reference, terms: termsId };
  return {
    mode: 'subscription', client_reference_id: wanted.reference, customer_email: wanted.email, locale: pageLocales[wanted.locale], success_url: wanted.successUrl, cancel_url: wanted.cancelUrl,
    expires_at: expiresAt.getTime() / 1000, payment_method_collection: 'always', metadata,
    line_items: [{ quantity: 1, price_data: { currency, unit_amount: amount, product_data: { name: clipped(title, 250) }, recurring: { interval, interval_count: intervalCount } } }],
    subscription_data: { metadata, ...(trialDays ? { trial_period_days: trialDays, trial_settings: { end_behavior: { missing_payment_method: 'cancel' } } } : {}) },
  };
}

function lineItem({ title, description, quantity, unitAmount }: CheckoutLine): NonNullable<SessionTerms['line_items']>[number] {
  const { amount, currency } = toStripeAmount(unitAmount);
  const product = { name: clipped(title, 250), ...(description ? { description: clipped(description, 500) } : {}) };
  return { quantity, price_data: { currency, unit_amount: amount, product_data: product } };
}

/** Whole characters, so that no surrogate pair is cut in two. */
function clipped(text: string, length: number): string {
  return text.length <= length ? text : `${[...text].slice(0, length - 1).join('')}…`;
}
