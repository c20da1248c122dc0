import { RequestMethod, type INestApplication } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { policyKey, type Policy } from '@silkport/platform';

export interface RoutePolicy {
  readonly method: string;
  /** As Fastify has it: `/v1/products/:slug`. */
  readonly path: string;
  /** `ProductsController_list`: the name of the operation in the documentation. */
  readonly operationId: string;
  /** Undefined where it was forgotten: such a route is refused to everybody. */
  readonly policy: Policy | undefined;
}

/** Every route of every controller, with the policy that the access guard holds it to. */
export function routePolicies(app: INestApplication): RoutePolicy[] {
  const scanner = new MetadataScanner();
  const reflector = app.get(Reflector);
  return app.get(DiscoveryService, { strict: false }).getControllers().flatMap(({ metatype }) => {
    if (!metatype) return [];
    const prototype = metatype.prototype as Record<string, () => unknown>;
    const base = [reflector.get<string | string[] | undefined>(PATH_METADATA, metatype)].flat()[0] ?? '';
    return scanner.getAllMethodNames(prototype).flatMap((name): RoutePolicy[] => {
      const handler = prototype[name];
      const path = handler && reflector.get<string | undefined>(PATH_METADATA, handler);
      if (!handler || path === undefined) return [];
      return [{
        method: RequestMethod[reflector.get<RequestMethod>(METHOD_METADATA, handler)] ?? 'GET', path: `/${[base, path].map(trimmed).filter(Boolean).join('/')}`,
        operationId: `${metatype.name}_${name}`, policy: reflector.getAllAndOverride<Policy | undefined>(policyKey, [handler, metatype]),
      }];
    });
  });
}

function trimmed(path: string): string {
  return path.replaceAll(/^\/+|\/+$/g, '');
}
