import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AnsweredBefore, hashBody, Idempotency, IdempotencyKeyMissing, Signatures, type Answer, type IdempotentRequest } from '@silkport/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { catchError, concatMap, type Observable } from 'rxjs';

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
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const idempotent = this.idempotentRequest(http.getRequest<FastifyRequest>());
    http.getRequest<FastifyRequest>().idempotent = idempotent;
    const fromMemory = this.reflector.get<Replies>(repliesKey, context.getHandler()) === 'from-memory';
    return next.handle().pipe(
      concatMap(async (body: unknown) => {
        const standing = this.idempotency.standing(idempotent);
        if (standing === 'before') void reply.header('idempotent-replayed', 'true');
        // Kept as text: jsonb would give the fields back in another order.
        if (!standing) await this.idempotency.keepAnswer(idempotent, { status: reply.statusCode, body: fromMemory ? JSON.stringify(body) : null });
        return body;
      }),
      catchError(async (error: unknown) => {
        const answer = error instanceof AnsweredBefore ? error.answer : await this.storedAnswer(idempotent, error);
        void reply.header('idempotent-replayed', 'true').status(answer.status).header('content-type', 'application/json; charset=utf-8');
        return answer.body;
      }),
    );
  }

  /** What became of the world since, such as a price that ended, must not stand between a repeated request and its first answer. @throws refusal */
  private async storedAnswer(idempotent: IdempotentRequest, refusal: unknown): Promise<Answer> {
    const answer = await this.idempotency.answered(idempotent);
    if (!answer || answer.body === null) throw refusal;
    return answer;
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
