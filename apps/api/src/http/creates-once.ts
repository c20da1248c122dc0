import { applyDecorators, createParamDecorator, SetMetadata, UseInterceptors, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { IdempotentRequest } from '@silkport/platform';
import type { FastifyRequest } from 'fastify';
import { IdempotencyInterceptor, repliesKey, type Replies } from './idempotency.interceptor.js';
import { Refuses } from './refuses.js';

/**
 * A creating route: the same Idempotency-Key with the same request creates once. The handler gives `@Claim()` to its use case, which
 * claims the key in its own transaction.
 * @param replies how a repeated request is answered: from memory, or anew where the answer holds a secret that must not be stored
 */
export function CreatesOnce(replies: Replies = 'from-memory') {
  return applyDecorators(
    SetMetadata(repliesKey, replies),
    UseInterceptors(IdempotencyInterceptor),
    ApiHeader({
      name: 'Idempotency-Key', required: true, description: 'A new one for each new thing. Sent again with the same request, it brings the first answer again, with the header idempotent-replayed.',
      schema: { type: 'string', minLength: 8, maxLength: 200, pattern: '^[!-~]+$' }, example: '7f1d3c5e-order-1',
    }),
    Refuses(400, 422),
  );
}

/** What the idempotency interceptor made of the request. */
export const Claim = createParamDecorator((_: unknown, context: ExecutionContext): IdempotentRequest | undefined => context.switchToHttp().getRequest<FastifyRequest>().idempotent);
