import type { OpenAPIObject } from '@nestjs/swagger';
import type { Policy } from '@silkport/platform';
import { problemResponse } from '../http/refuses.js';
import type { RoutePolicy } from './route-policies.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

type Requirements = NonNullable<Operation['security']>;

const signedIn: Requirements = [{ session: [] }, { cookie: [] }];
const security: Readonly<Record<Policy, Requirements>> = {
  public: [], 'signed-link': [], 'signed-in': signedIn, merchant: signedIn, admin: signedIn,
  // The order's key in the query is enough; a session serves where its confirmed e-mail is the order's.
  'order-holder': [{}, ...signedIn], 'stripe-signature': [{ stripe: [] }],
};
const refusals: Readonly<Partial<Record<Policy, readonly (401 | 403)[]>>> = { 'signed-in': [401], merchant: [401, 403], admin: [401, 403] };

/** Documents who may use each operation and how the others are refused, from the policy that the guard itself reads. */
export function documentPolicies(document: OpenAPIObject, routes: readonly RoutePolicy[]): void {
  const policies = new Map(routes.map(({ operationId, policy }) => [operationId, policy]));
  for (const path of Object.values(document.paths)) {
    for (const operation of [path.get, path.head, path.post, path.put, path.patch, path.delete]) {
      const policy = operation && policies.get(operation.operationId ?? '');
      if (!operation || !policy) continue;
      operation.security = security[policy];
      for (const status of refusals[policy] ?? []) operation.responses[status] ??= problemResponse(status);
    }
  }
}
