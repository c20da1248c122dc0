import { newPrice, type PriceObject } from '../billing/objects/price.js';
import { newProduct } from '../billing/objects/product.js';
import type { LineItemParameters } from '../api/session-parameters.js';
import { invalidRequest, resourceMissing } from '../http/stripe-error.js';
import { newId } from '../ids.js';
import { checkStep, checkedCurrency } from '../money/check-amount.js';
import { newLineItem, type LineItem } from '../objects/line-item.js';
import { newMetadata } from '../parameters/collections.js';
import { recordEvent } from '../webhooks/record-event.js';
import type { Call } from '../world.js';

export type SessionMode = 'payment' | 'setup' | 'subscription';

/** The lines of a session, each with a price: a stored one, or one made for this line alone. 400 where they do not go together. */
export function readSessionLines(call: Call, given: LineItemParameters[], mode: SessionMode, hasTrial: boolean): LineItem[] {
  const lines = given.map((line, index) => readLine(call, line, `line_items[${index}]`, mode, hasTrial));
  const [currency, other] = [...new Set(lines.map((line) => line.currency))];
  if (other) throw invalidRequest(`You cannot combine currencies on a single Checkout Session. Found items in both ${currency} and ${other}.`, { param: 'line_items' });
  checkRecurrences(lines, mode);
  return lines;
}

function checkRecurrences(lines: LineItem[], mode: SessionMode): void {
  const recurring = lines.flatMap(({ price }) => (price.recurring ? [`${price.recurring.interval_count} ${price.recurring.interval}`] : []));
  if (mode === 'payment' && recurring.length > 0) {
    throw invalidRequest('You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.', { param: 'line_items' });
  }
  if (mode === 'subscription' && recurring.length === 0) {
    throw invalidRequest('You must provide at least one recurring price in `subscription` mode when using prices.', { param: 'line_items' });
  }
  if (new Set(recurring).size > 1) throw invalidRequest('Checkout does not support multiple prices with different billing intervals.', { param: 'line_items' });
}

function readLine(call: Call, line: LineItemParameters, path: string, mode: SessionMode, hasTrial: boolean): LineItem {
  const price = line.price === undefined ? priceOfData(call, line, path, mode) : storedPrice(call, line.price, path);
  if (line.quantity === undefined) throw invalidRequest(`Quantity is required. Add \`quantity\` to \`${path}\``, { code: 'parameter_missing', param: `${path}[quantity]` });
  const name = line.price_data?.product_data?.name ?? call.resources.find('product', price.product)?.name ?? '';
  return newLineItem({ price, quantity: line.quantity, name, metadata: newMetadata(line.metadata), isFree: hasTrial && price.recurring !== null });
}

function storedPrice(call: Call, id: string, path: string): PriceObject {
  const price = call.resources.find('price', id);
  if (!price) throw resourceMissing('price', id, `${path}[price]`);
  if (!price.active) throw invalidRequest(`The price specified is inactive. This field only accepts active prices.`, { param: `${path}[price]` });
  return price;
}

/** Prices that will be charged again are kept, with their product; those of a single payment are on its lines alone. */
function priceOfData(call: Call, { price_data: data }: LineItemParameters, path: string, mode: SessionMode): PriceObject {
  if (!data) throw invalidRequest(`Missing required param: ${path}[price_data].`, { code: 'parameter_missing', param: `${path}[price_data]` });
  const { recurring, product_data: product } = data;
  if (Boolean(data.product) === Boolean(product)) throw invalidRequest(`You must specify either \`product\` or \`product_data\` in ${path}[price_data].`, { code: 'parameter_missing', param: `${path}[price_data][product_data]` });
  const currency = checkedCurrency(data.currency, `${path}[price_data][currency]`);
  checkStep(data.unit_amount, currency, `${path}[price_data][unit_amount]`);
  if (data.product && !call.resources.find('product', data.product)) throw resourceMissing('product', data.product, `${path}[price_data][product]`);
  const createdAt = call.clock.nowSeconds();
  const made = mode === 'subscription' && product
    ? newProduct({ createdAt, name: product.name, description: product.description, images: product.images, metadata: newMetadata(product.metadata), taxCode: product.tax_code, unitLabel: product.unit_label, isActive: false })
    : undefined;
  const price = newPrice({
    createdAt, currency, product: data.product ?? made?.id ?? newId('prod'), unitAmountMinor: data.unit_amount, taxBehavior: data.tax_behavior ?? 'unspecified', metadata: {}, isActive: false,
    recurrence: recurring ? { interval: recurring.interval, intervalCount: recurring.interval_count ?? 1 } : null,
  });
  if (mode !== 'subscription') return price;
  if (made) {
    call.resources.insert('product', made);
    recordEvent(call, 'product.created', made);
  }
  call.resources.insert('price', price);
  recordEvent(call, 'price.created', price);
  return price;
}
