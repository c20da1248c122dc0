import { resourceMissing } from '../http/stripe-error.js';
import type { ResourceKind, ResourceOf } from '../objects/resource-kind.js';
import type { Call } from '../world.js';

/** What Stripe calls the parameter of a kind in its 404s, where it is not `id`. */
const paramNames: Partial<Record<ResourceKind, string>> = {
  'checkout.session': 'session', payment_intent: 'intent', dispute: 'dispute', payment_method: 'payment_method', webhook_endpoint: 'webhook_endpoint',
};

/** The object, or 404 `resource_missing`. */
export function found<K extends ResourceKind>(call: Call, kind: K, id: string, param: string = paramNames[kind] ?? 'id'): ResourceOf<K> {
  const resource = call.resources.find(kind, id);
  if (!resource || call.resources.accountOf(id) !== call.account) throw resourceMissing(kind, id, param);
  return resource;
}
