import { multiplyMoney, sameMoney, sumMoney, type Locale } from '@silkport/values';
import type { CheckoutLine, CheckoutRequest } from './checkout-request.js';
import type { SessionTerms } from '../stripe-gateway.js';
import { toStripeAmount } from '../stripe-amount.js';

/** Tells our sessions from those that other systems open on the same Stripe account. */
export const ourMark = { silkport: 'checkout' } as const;

/** Checkout has no Arabic: the page follows the browser then. */
const pageLocales: Readonly<Record<Locale, NonNullable<SessionTerms['locale']>>> = { en: 'en', 'zh-CN': 'zh', ru: 'ru', ar: 'auto' };

/** What Stripe is asked for. Our own conversion is the only one: Stripe's adaptive pricing stays off. @throws CurrencyNotChargeable @throws AmountNotChargeable */
export function sessionTerms(wanted: CheckoutRequest, expiresAt: Date): SessionTerms {
  const { amount, lines } = wanted;
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

function lineItem({ title, description, quantity, unitAmount }: CheckoutLine): NonNullable<SessionTerms['line_items']>[number] {
  const { amount, currency } = toStripeAmount(unitAmount);
  const product = { name: clipped(title, 250), ...(description ? { description: clipped(description, 500) } : {}) };
  return { quantity, price_data: { currency, unit_amount: amount, product_data: product } };
}

/** Whole characters, so that no surrogate pair is cut in two. */
function clipped(text: string, length: number): string {
  return text.length <= length ? text : `${[...text].slice(0, length - 1).join('')}…`;
}
