import { applyDecorators, createParamDecorator, type ExecutionContext, type Type } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';
import { validationPipe } from '@silkport/i18n';
import type { FastifyRequest } from 'fastify';

const pipe = validationPipe();
/** Bounds what a hostile client can fill memory with; people's queries of a hot page are a few hundred. */
const mostRemembered = 500;

/**
 * The validated query as a handler's argument, for routes that are asked thousands of times a second: the same text is validated
 * once, since that costs more than all else in such a handler. Handlers must not change it. @throws InvalidInput
 */
export function RememberedQuery<Query extends object>(type: Type<Query>): ParameterDecorator {
  const remembered = new Map<string, Query>();
  return createParamDecorator((_: unknown, context: ExecutionContext): Query | Promise<Query> => {
    const { url, query } = context.switchToHttp().getRequest<FastifyRequest>();
    const start = url.indexOf('?');
    const text = start < 0 ? '' : url.slice(start);
    return remembered.get(text) ?? pipe.transform(query, { type: 'query', metatype: type }).then((valid: Query) => {
      if (remembered.size < mostRemembered) remembered.set(text, valid);
      return valid;
    });
  })();
}

interface PropertyDocs { readonly type?: unknown; readonly isArray?: boolean; readonly required?: boolean; readonly description?: string }

/** Documents such a query by what `ApiProperty` has noted of its class; the library does that by itself for `@Query()` only. */
export function DocumentedQuery(type: Type<object>): MethodDecorator {
  const prototype = type.prototype as object;
  const names = (Reflect.getMetadata('swagger/apiModelPropertiesArray', prototype) as string[]).map((name) => name.slice(1));
  return applyDecorators(...names.map((name) => {
    const { type: kind, isArray: _isArray, required = false, description, ...rest } = Reflect.getMetadata('swagger/apiModelProperties', prototype, name) as PropertyDocs;
    return ApiQuery({ name, required, ...(description ? { description } : {}), schema: { type: typeof kind === 'string' ? kind : 'string', ...rest } });
  }));
}
