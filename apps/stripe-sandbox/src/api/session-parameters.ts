import { address, list, metadata } from '../parameters/collections.js';
import { object, required, type Read } from '../parameters/parameter.js';
import { email, flag, integer, oneOf, text, webAddress } from '../parameters/values.js';

/** Stripe Checkout has no Arabic: a session for an Arabic reader says `auto`, and the page follows the browser. */
const locales = [
  'auto', 'bg', 'cs', 'da', 'de', 'el', 'en', 'en-GB', 'es', 'es-419', 'et', 'fi', 'fil', 'fr', 'fr-CA', 'hi-IN', 'hr', 'hu', 'id', 'it', 'ja', 'ko', 'lt', 'lv',
  'ms', 'mt', 'nb', 'nl', 'pl', 'pt', 'pt-BR', 'ro', 'ru', 'sk', 'sl', 'sv', 'th', 'tr', 'vi', 'zh', 'zh-HK', 'zh-TW',
] as const;

const productParameters = object({
  name: required(text()), description: text(), images: list(webAddress(), 8), metadata: metadata(), tax_code: text(), unit_label: text(12),
});

const lineItem = object({
  price_data: object({
    currency: required(text()),
    product: text(),
    product_data: productParameters,
    recurring: object({ interval: required(oneOf('day', 'week', 'month', 'year')), interval_count: integer(1, 36) }),
    tax_behavior: oneOf('exclusive', 'inclusive', 'unspecified'),
    unit_amount: required(integer()),
  }),
  price: text(),
  quantity: integer(1, 1_000_000),
  metadata: metadata(),
});

const subscriptionParameters = object({
  billing_mode: object({ type: required(oneOf('flexible')) }),
  description: text(500), metadata: metadata(), trial_end: integer(1), trial_period_days: integer(1, 730),
  trial_settings: object({ end_behavior: required(object({ missing_payment_method: required(oneOf('cancel', 'create_invoice', 'pause')) })) }),
});

const intentParameters = object({
  capture_method: oneOf('automatic', 'automatic_async'), description: text(1000), metadata: metadata(), receipt_email: email(),
  shipping: object({ name: required(text()), phone: text(), carrier: text(), tracking_number: text(), address: required(address()) }),
  statement_descriptor: text(22), statement_descriptor_suffix: text(22), transfer_group: text(),
});

/** What the sandbox takes of `POST /v1/checkout/sessions`; the rest of Stripe's parameters it refuses as unknown. */
export const sessionParameters = {
  adaptive_pricing: object({ enabled: flag() }),
  automatic_tax: object({ enabled: required(oneOf('false')) }),
  billing_address_collection: oneOf('auto', 'required'),
  cancel_url: webAddress(),
  client_reference_id: text(200),
  currency: text(),
  customer: text(),
  customer_creation: oneOf('always', 'if_required'),
  customer_email: email(),
  expires_at: integer(),
  line_items: list(lineItem),
  locale: oneOf(...locales),
  metadata: metadata(),
  mode: required(oneOf('payment', 'setup', 'subscription')),
  payment_intent_data: intentParameters,
  payment_method_collection: oneOf('always', 'if_required'),
  payment_method_types: list(oneOf('card')),
  setup_intent_data: object({ description: text(1000), metadata: metadata() }),
  submit_type: oneOf('auto', 'book', 'donate', 'pay'),
  subscription_data: subscriptionParameters,
  success_url: required(webAddress()),
  ui_mode: oneOf('hosted_page'),
};

export type SessionParameters = Read<typeof sessionParameters>;
export type LineItemParameters = NonNullable<SessionParameters['line_items']>[number];
