import { listRoute } from '../../api/cursor-list.js';
import { route } from '../../api/route.js';
import { list, mergedMetadata, metadata, newMetadata } from '../../parameters/collections.js';
import { required } from '../../parameters/parameter.js';
import { flag, text, webAddress } from '../../parameters/values.js';
import { found } from '../../verbs/found.js';
import { recordEvent } from '../../webhooks/record-event.js';
import { newProduct } from '../objects/product.js';
import { changedFields } from '../subscriptions/save-subscription.js';

const kind = 'product';
const path = '/v1/products';

export const productRoutes = [
  route({
    method: 'POST', path,
    parameters: { name: required(text()), active: flag(), description: text(), images: list(webAddress(), 8), metadata: metadata(), tax_code: text(), unit_label: text(12) },
    run(call, given) {
      const product = newProduct({
        createdAt: call.clock.nowSeconds(), name: given.name, description: given.description, images: given.images, metadata: newMetadata(given.metadata),
        taxCode: given.tax_code, unitLabel: given.unit_label, isActive: given.active ?? true,
      });
      call.resources.insert(kind, product);
      recordEvent(call, 'product.created', product);
      return product;
    },
  }),
  route({ method: 'GET', path: `${path}/:id`, parameters: {}, run: (call, _given, id) => found(call, kind, id) }),
  route({
    method: 'POST', path: `${path}/:id`, parameters: { name: text(), active: flag(), description: text(), metadata: metadata() },
    run(call, given, id) {
      const product = found(call, kind, id);
      const before = structuredClone(product);
      Object.assign(product, { name: given.name ?? product.name, active: given.active ?? product.active, description: given.description ?? product.description });
      product.metadata = mergedMetadata(product.metadata, given.metadata);
      product.updated = call.clock.nowSeconds();
      call.resources.save(kind, product);
      recordEvent(call, 'product.updated', product, changedFields(before, product));
      return product;
    },
  }),
  listRoute({ kind, path, filters: { active: flag() }, where: (given) => ({ '$.active': given.active === undefined ? undefined : Number(given.active) }) }),
];
