import { listRoute } from '../../api/cursor-list.js';
import { route } from '../../api/route.js';
import { invalidRequest } from '../../http/stripe-error.js';
import { checkStep, checkedCurrency } from '../../money/check-amount.js';
import { mergedMetadata, metadata, newMetadata } from '../../parameters/collections.js';
import { object, required } from '../../parameters/parameter.js';
import { flag, integer, oneOf, text } from '../../parameters/values.js';
import { found } from '../../verbs/found.js';
import { recordEvent } from '../../webhooks/record-event.js';
import { newPrice } from '../objects/price.js';
import { newProduct } from '../objects/product.js';
import { changedFields } from '../subscriptions/save-subscription.js';
import { recurringParameters } from './price-data.js';

const kind = 'price';
const path = '/v1/prices';

export const priceRoutes = [
  route({
    method: 'POST', path,
    parameters: {
      currency: required(text()), unit_amount: required(integer()), product: text(), product_data: object({ name: required(text()), metadata: metadata(), tax_code: text(), unit_label: text(12) }),
      active: flag(), lookup_key: text(200), metadata: metadata(), nickname: text(), recurring: recurringParameters, tax_behavior: oneOf('exclusive', 'inclusive', 'unspecified'),
    },
    run(call, given) {
      const createdAt = call.clock.nowSeconds();
      const currency = checkedCurrency(given.currency, 'currency');
      checkStep(given.unit_amount, currency, 'unit_amount');
      if (Boolean(given.product) === Boolean(given.product_data)) throw invalidRequest('You must specify either `product` or `product_data` when creating a price.', { code: 'parameter_missing', param: 'product' });
      let product = given.product && found(call, 'product', given.product, 'product').id;
      if (given.product_data) {
        const { name, tax_code: taxCode, unit_label: unitLabel } = given.product_data;
        const made = newProduct({ createdAt, name, taxCode, unitLabel, metadata: newMetadata(given.product_data.metadata), isActive: true });
        call.resources.insert('product', made);
        recordEvent(call, 'product.created', made);
        product = made.id;
      }
      const price = newPrice({
        createdAt, currency, product: product!, unitAmountMinor: given.unit_amount, taxBehavior: given.tax_behavior ?? 'unspecified', isActive: given.active ?? true,
        nickname: given.nickname, lookupKey: given.lookup_key, metadata: newMetadata(given.metadata),
        recurrence: given.recurring ? { interval: given.recurring.interval, intervalCount: given.recurring.interval_count ?? 1 } : null,
      });
      call.resources.insert(kind, price);
      recordEvent(call, 'price.created', price);
      return price;
    },
  }),
  route({ method: 'GET', path: `${path}/:id`, parameters: {}, run: (call, _given, id) => found(call, kind, id) }),
  route({
    method: 'POST', path: `${path}/:id`, parameters: { active: flag(), metadata: metadata(), nickname: text() },
    run(call, given, id) {
      const price = found(call, kind, id);
      const before = structuredClone(price);
      Object.assign(price, { active: given.active ?? price.active, nickname: given.nickname ?? price.nickname, metadata: mergedMetadata(price.metadata, given.metadata) });
      call.resources.save(kind, price);
      recordEvent(call, 'price.updated', price, changedFields(before, price));
      return price;
    },
  }),
  listRoute({
    kind, path, filters: { active: flag(), currency: text(), product: text(), type: oneOf('one_time', 'recurring') },
    where: (given) => ({ '$.active': given.active === undefined ? undefined : Number(given.active), '$.currency': given.currency?.toLowerCase(), '$.product': given.product, '$.type': given.type }),
  }),
];
