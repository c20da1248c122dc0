import type Stripe from 'stripe';
import type { LineItemParameters, SessionParameters } from '../api/session-parameters.js';
import { invalidRequest } from '../http/stripe-error.js';
import { checkAmount, checkStep, checkedCurrency } from '../money/check-amount.js';
import { newLineItem, type LineItem } from '../objects/line-item.js';
import { newSession } from '../objects/session.js';
import { newMetadata } from '../parameters/collections.js';
import type { Call } from '../world.js';
import { checkSettles } from './check-settles.js';
import { found } from './found.js';
import type { HiddenSession } from './hidden-session.js';

const shortestSeconds = 30 * 60;
const longestSeconds = 24 * 3600;

/** Opens a Checkout Session in payment mode. */
export function createSession(call: Call, given: SessionParameters): Stripe.Checkout.Session {
  if (given.mode !== 'payment') throw invalidRequest('The sandbox offers Checkout Sessions in `payment` mode only.', { param: 'mode' });
  if (given.line_items.length === 0) throw invalidRequest('Missing required param: line_items.', { code: 'parameter_missing', param: 'line_items' });
  if (given.customer && given.customer_email) throw invalidRequest('You may only specify one of these parameters: customer, customer_email.', { param: 'customer' });
  const createdAt = call.clock.nowSeconds();
  const expiresAt = checkedExpiry(given.expires_at, createdAt);
  const lineItems = given.line_items.map((line, index) => readLine(line, index, createdAt));
  const currency = commonCurrency(lineItems);
  const amountMinor = lineItems.reduce((sum, line) => sum + line.amount_total, 0);
  checkSettles(call, currency, 'line_items');
  checkAmount(amountMinor, currency, 'line_items', "The Checkout Session's total amount due must add up to");
  const customer = given.customer === undefined ? null : found(call, 'customer', given.customer, 'customer').id;
  const session = newSession({
    publicUrl: call.publicUrl, createdAt, expiresAt, amountMinor, currency,
    successUrl: given.success_url, cancelUrl: given.cancel_url ?? null,
    clientReferenceId: given.client_reference_id ?? null, customer, customerEmail: given.customer_email ?? null,
    customerCreation: customer ? null : (given.customer_creation ?? 'if_required'),
    locale: given.locale ?? null, metadata: newMetadata(given.metadata), submitType: given.submit_type ?? null,
    billingAddressCollection: given.billing_address_collection ?? null,
  });
  if (given.customer_email) session.customer_details = { ...unknownBuyer, email: given.customer_email };
  const data = given.payment_intent_data;
  const hidden: HiddenSession = {
    lineItems,
    productDescriptions: given.line_items.map((line) => line.price_data?.product_data.description ?? null),
    intent: {
      description: data?.description, metadata: newMetadata(data?.metadata), receiptEmail: data?.receipt_email,
      statementDescriptor: data?.statement_descriptor, statementDescriptorSuffix: data?.statement_descriptor_suffix, transferGroup: data?.transfer_group,
    },
  };
  call.resources.insert('checkout.session', session, { customer, dueAt: expiresAt }, hidden);
  return session;
}

const unknownBuyer = { address: null, business_name: null, individual_name: null, name: null, phone: null, tax_exempt: 'none', tax_ids: null } as const;

function checkedExpiry(given: number | undefined, createdAt: number): number {
  if (given === undefined) return createdAt + longestSeconds;
  const message = (bound: string): string => `The \`expires_at\` timestamp must be ${bound} from Checkout Session creation.`;
  if (given - createdAt < shortestSeconds) throw invalidRequest(message('at least 30 minutes'), { param: 'expires_at' });
  if (given - createdAt > longestSeconds) throw invalidRequest(message('less than 24 hours'), { param: 'expires_at' });
  return given;
}

function readLine(line: LineItemParameters, index: number, createdAt: number): LineItem {
  const path = `line_items[${index}]`;
  if (line.price !== undefined) throw invalidRequest(`No such price: '${line.price}'`, { code: 'resource_missing', param: `${path}[price]` });
  const { price_data: price, quantity } = line;
  if (!price) throw invalidRequest(`Missing required param: ${path}[price_data].`, { code: 'parameter_missing', param: `${path}[price_data]` });
  if (quantity === undefined) throw invalidRequest(`Quantity is required. Add \`quantity\` to \`${path}\``, { code: 'parameter_missing', param: `${path}[quantity]` });
  const currency = checkedCurrency(price.currency, `${path}[price_data][currency]`);
  checkStep(price.unit_amount, currency, `${path}[price_data][unit_amount]`);
  return newLineItem({
    createdAt, currency, quantity, unitAmountMinor: price.unit_amount, name: price.product_data.name,
    metadata: newMetadata(line.metadata), taxBehavior: price.tax_behavior ?? 'unspecified',
  });
}

function commonCurrency(lines: LineItem[]): string {
  const [first, ...others] = [...new Set(lines.map((line) => line.currency))];
  if (others.length === 0) return first!;
  throw invalidRequest(`You cannot combine currencies on a single Checkout Session. Found items in both ${first} and ${others[0]}.`, { param: 'line_items' });
}
