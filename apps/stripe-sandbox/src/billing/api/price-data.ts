import { invalidRequest } from '../../http/stripe-error.js';
import { checkStep, checkedCurrency } from '../../money/check-amount.js';
import { object, required, type Read } from '../../parameters/parameter.js';
import { integer, oneOf, text } from '../../parameters/values.js';
import { found } from '../../verbs/found.js';
import { recordEvent } from '../../webhooks/record-event.js';
import type { Call } from '../../world.js';
import { newPrice, type PriceObject } from '../objects/price.js';

export const recurringParameters = object({
  interval: required(oneOf('day', 'week', 'month', 'year')), interval_count: integer(1, 36), usage_type: oneOf('licensed'),
});

const shape = {
  currency: required(text()), product: required(text()), recurring: required(recurringParameters), unit_amount: required(integer()), tax_behavior: oneOf('exclusive', 'inclusive', 'unspecified'),
};

/** A price made in passing; its product must be there. */
export const priceDataParameters = object(shape);

export function priceOfData(call: Call, given: Read<typeof shape>, path: string): PriceObject {
  const currency = checkedCurrency(given.currency, `${path}[currency]`);
  checkStep(given.unit_amount, currency, `${path}[unit_amount]`);
  const { interval, interval_count: intervalCount = 1 } = given.recurring;
  const price = newPrice({
    createdAt: call.clock.nowSeconds(), currency, product: found(call, 'product', given.product, `${path}[product]`).id, unitAmountMinor: given.unit_amount,
    recurrence: { interval, intervalCount }, taxBehavior: given.tax_behavior ?? 'unspecified', isActive: false, metadata: {},
  });
  call.resources.insert('price', price);
  recordEvent(call, 'price.created', price);
  return price;
}

/** A stored price that a subscription can have. */
export function recurringPrice(call: Call, id: string, path: string): PriceObject {
  const price = found(call, 'price', id, path);
  if (!price.recurring) throw invalidRequest('The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.', { param: path });
  return price;
}
