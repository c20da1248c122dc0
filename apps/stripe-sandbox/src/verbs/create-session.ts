import type Stripe from 'stripe';
import type { SessionParameters } from '../api/session-parameters.js';
import { invalidRequest } from '../http/stripe-error.js';
import { checkAmount, checkedCurrency } from '../money/check-amount.js';
import { newSession } from '../objects/session.js';
import { newMetadata } from '../parameters/collections.js';
import type { Call } from '../world.js';
import { checkSettles } from './check-settles.js';
import { found } from './found.js';
import type { HiddenSession, SubscriptionPlan } from './hidden-session.js';
import { readSessionLines } from './read-session-lines.js';

const shortestSeconds = 30 * 60;
const longestSeconds = 24 * 3600;
const shortestTrialSeconds = 48 * 3600;

/** Opens a Checkout Session: a single payment, the start of a subscription, or a card to be kept. */
export function createSession(call: Call, given: SessionParameters): Stripe.Checkout.Session {
  const { mode } = given;
  checkTogether(given);
  const createdAt = call.clock.nowSeconds();
  const expiresAt = checkedExpiry(given.expires_at, createdAt);
  const subscription = mode === 'subscription' ? planOf(given, createdAt) : null;
  const lineItems = readSessionLines(call, given.line_items ?? [], mode, subscription !== null && (subscription.trialDays ?? subscription.trialEnd) !== null);
  const currency = lineItems[0]?.currency ?? (given.currency === undefined ? null : checkedCurrency(given.currency, 'currency'));
  const amountMinor = lineItems.reduce((sum, line) => sum + line.amount_total, 0);
  if (currency !== null) checkSettles(call, currency, 'line_items');
  if (currency !== null && (mode === 'payment' || amountMinor > 0)) checkAmount(amountMinor, currency, 'line_items', "The Checkout Session's total amount due must add up to");
  const customer = given.customer === undefined ? null : found(call, 'customer', given.customer, 'customer').id;
  const session = newSession({
    mode, publicUrl: call.publicUrl, createdAt, expiresAt, amountMinor: mode === 'setup' ? null : amountMinor, currency,
    successUrl: given.success_url, cancelUrl: given.cancel_url ?? null,
    clientReferenceId: given.client_reference_id ?? null, customer, customerEmail: given.customer_email ?? null,
    customerCreation: customer ? null : mode === 'subscription' ? 'always' : (given.customer_creation ?? 'if_required'),
    locale: given.locale ?? null, metadata: newMetadata(given.metadata), submitType: given.submit_type ?? null,
    billingAddressCollection: given.billing_address_collection ?? null,
    paymentMethodCollection: mode === 'subscription' ? (given.payment_method_collection ?? 'always') : mode === 'setup' ? 'always' : 'if_required',
  });
  if (given.customer_email) session.customer_details = { ...unknownBuyer, email: given.customer_email };
  const data = given.payment_intent_data ?? given.setup_intent_data;
  const hidden: HiddenSession = {
    lineItems, subscription, customer: null, openIntent: null,
    productDescriptions: lineItems.map((line, index) => given.line_items?.[index]?.price_data?.product_data?.description ?? call.resources.find('product', line.price.product)?.description ?? null),
    intent: {
      description: data?.description, metadata: newMetadata(data?.metadata), receiptEmail: given.payment_intent_data?.receipt_email,
      statementDescriptor: given.payment_intent_data?.statement_descriptor, statementDescriptorSuffix: given.payment_intent_data?.statement_descriptor_suffix,
      transferGroup: given.payment_intent_data?.transfer_group,
    },
  };
  call.resources.insert('checkout.session', session, { customer, dueAt: expiresAt }, hidden);
  return session;
}

const unknownBuyer = { address: null, business_name: null, individual_name: null, name: null, phone: null, tax_exempt: 'none', tax_ids: null } as const;

/** Parameters that one mode has and another has not. */
function checkTogether(given: SessionParameters): void {
  const { mode } = given;
  const refuse = (param: keyof SessionParameters): never => {
    throw invalidRequest(`You can not pass \`${param}\` in \`${mode}\` mode.`, { param });
  };
  if (mode !== 'setup' && !given.line_items?.length) throw invalidRequest('Missing required param: line_items.', { code: 'parameter_missing', param: 'line_items' });
  if (mode === 'setup' && given.line_items) refuse('line_items');
  if (mode !== 'payment' && given.payment_intent_data) refuse('payment_intent_data');
  if (mode !== 'setup' && given.setup_intent_data) refuse('setup_intent_data');
  if (mode !== 'subscription' && given.subscription_data) refuse('subscription_data');
  if (mode !== 'subscription' && given.payment_method_collection) refuse('payment_method_collection');
  if (mode === 'subscription' && given.customer_creation) refuse('customer_creation');
  if (mode === 'subscription' && given.submit_type) refuse('submit_type');
  if (given.customer && given.customer_email) throw invalidRequest('You may only specify one of these parameters: customer, customer_email.', { param: 'customer' });
}

function planOf({ subscription_data: data }: SessionParameters, createdAt: number): SubscriptionPlan {
  if (data?.trial_period_days !== undefined && data.trial_end !== undefined) throw invalidRequest('You may only specify one of these parameters: trial_end, trial_period_days.', { param: 'subscription_data[trial_end]' });
  if (data?.trial_end !== undefined && data.trial_end < createdAt + shortestTrialSeconds) throw invalidRequest('The `trial_end` date has to be at least 2 days in the future.', { param: 'subscription_data[trial_end]' });
  return {
    description: data?.description ?? null, metadata: newMetadata(data?.metadata), trialDays: data?.trial_period_days ?? null, trialEnd: data?.trial_end ?? null,
    trialEnding: data?.trial_settings?.end_behavior.missing_payment_method ?? 'create_invoice',
  };
}

function checkedExpiry(given: number | undefined, createdAt: number): number {
  if (given === undefined) return createdAt + longestSeconds;
  const message = (bound: string): string => `The \`expires_at\` timestamp must be ${bound} from Checkout Session creation.`;
  if (given - createdAt < shortestSeconds) throw invalidRequest(message('at least 30 minutes'), { param: 'expires_at' });
  if (given - createdAt > longestSeconds) throw invalidRequest(message('less than 24 hours'), { param: 'expires_at' });
  return given;
}
