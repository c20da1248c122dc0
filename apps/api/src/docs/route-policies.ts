import { RequestMethod, type INestApplication, type Type } from '@nestjs/common';
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
    const bases = pathsOf(reflector, metatype);
    return scanner.getAllMethodNames(prototype).flatMap((name): RoutePolicy[] => {
      const handler = prototype[name];
      if (!handler || !Reflect.hasMetadata(PATH_METADATA, handler)) return [];
      const paths = bases.flatMap((base) => pathsOf(reflector, handler).map((path) => `/${[base, path].map(trimmed).filter(Boolean).join('/')}`));
      return paths.map((path) => ({
        method: RequestMethod[reflector.get<RequestMethod>(METHOD_METADATA, handler)] ?? 'GET', path,
        operationId: `${metatype.name}_${name}`, policy: reflector.getAllAndOverride<Policy | undefined>(policyKey, [handler, metatype]),
      }));
    });
  });
}

/** A controller or a route may have several paths, such as one a language. */
function pathsOf(reflector: Reflector, target: Type | Function): string[] {
  return [reflector.get<string | string[] | undefined>(PATH_METADATA, target) ?? ''].flat();
}

function trimmed(path: string): string {
  return path.replaceAll(/^\/+|\/+$/g, '');
}
