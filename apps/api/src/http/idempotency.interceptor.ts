import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { hashBody, Idempotency, IdempotencyKeyMissing, Signatures, type IdempotentRequest } from '@silkport/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { concatMap, of, type Observable } from 'rxjs';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set on creating routes. */
    idempotent?: IdempotentRequest;
  }
}

export const repliesKey = 'silkport:idempotent-replies';
export type Replies = 'from-memory' | 'anew';

/** Answers a repeated creating request as the first time, to the byte, and keeps the answer of a new one. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(private readonly idempotency: Idempotency, private readonly signatures: Signatures, private readonly reflector: Reflector) {}

  /** @throws IdempotencyKeyMissing, IdempotencyKeyReused */
  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const fromMemory = this.reflector.get<Replies>(repliesKey, context.getHandler()) === 'from-memory';
    const idempotent = this.idempotentRequest(request);
    request.idempotent = idempotent;
    const earlier = await this.idempotency.answered(idempotent);
    if (earlier) void reply.header('idempotent-replayed', 'true');
    if (earlier && fromMemory) {
      void reply.status(earlier.status).header('content-type', 'application/json; charset=utf-8');
      return of(earlier.body);
    }
    return next.handle().pipe(concatMap(async (body: unknown) => {
      // Kept as text: jsonb would give the fields back in another order.
      if (!earlier) await this.idempotency.keepAnswer(idempotent, { status: reply.statusCode, body: fromMemory ? JSON.stringify(body) : null });
      return body;
    }));
  }

  /**
   * The address is part of what is compared, so that a key cannot bring the answer about one order to the holder of another. The
   * hash is keyed: a plain one of a sign-in would let whoever reads the table guess passwords at a million times the speed of Argon2.
   */
  private idempotentRequest({ method, routeOptions, url, headers, body, principal }: FastifyRequest): IdempotentRequest {
    const key = headers['idempotency-key'];
    if (typeof key !== 'string' || !/^[!-~]{8,200}$/.test(key)) throw new IdempotencyKeyMissing({}, 'Idempotency-Key');
    return {
      scope: `${method} ${routeOptions.url} ${principal?.personId ?? 'guest'}`, key,
      bodyHash: this.signatures.sign('session', `idempotent-request ${hashBody({ url, body })}`),
    };
  }
}
