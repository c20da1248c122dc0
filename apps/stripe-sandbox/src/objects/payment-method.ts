import type Stripe from 'stripe';
import type { CardBrand, TestCard } from '../cards/test-cards.js';
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

const fingerprints: Readonly<Record<CardBrand, string>> = { visa: 'SandboxVisa00001', mastercard: 'SandboxMastercd1', amex: 'SandboxAmex00001' };

/** Of the number only the last four digits and the brand are kept. */
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
      fingerprint: fingerprints[brand],
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
