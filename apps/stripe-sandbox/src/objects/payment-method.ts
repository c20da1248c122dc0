import { createHash } from 'node:crypto';
import type Stripe from 'stripe';
import type { TestCard } from '../cards/test-cards.js';
import { newId } from '../ids.js';
import { emptyAddress } from './address.js';

export interface PaymentMethodTerms {
  createdAt: number;
  card: TestCard;
  expMonth: number;
  expYear: number;
  customer?: string | null;
  email?: string | null;
  name?: string | null;
  country?: string | null;
}

/** The same for the same number, whoever pays with it. */
const fingerprintOf = (number: string): string => createHash('sha256').update(number).digest('hex').slice(0, 16);

/** Of the number only the last four digits, the brand and its fingerprint are kept. */
export function newPaymentMethod(terms: PaymentMethodTerms): Stripe.PaymentMethod {
  const { brand, number } = terms.card;
  const isIncorrectCvc = terms.card.behaviour.kind === 'decline' && terms.card.behaviour.refusal.code === 'incorrect_cvc';
  return {
    id: newId('pm'),
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    billing_details: { address: emptyAddress(terms.country), email: terms.email ?? null, name: terms.name ?? null, phone: null, tax_id: null },
    card: {
      brand,
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: isIncorrectCvc ? 'fail' : 'pass' },
      country: terms.card.country ?? 'US',
      display_brand: brand === 'amex' ? 'american_express' : brand,
      exp_month: terms.expMonth,
      exp_year: terms.expYear,
      fingerprint: fingerprintOf(number),
      funding: 'credit',
      generated_from: null,
      last4: number.slice(-4),
      networks: { available: [brand], preferred: null },
      regulated_status: 'unregulated',
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created: terms.createdAt,
    customer: terms.customer ?? null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: 'card',
  };
}
