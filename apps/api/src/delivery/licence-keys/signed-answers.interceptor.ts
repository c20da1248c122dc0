import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { SignAnswer, type AskedOfLicence } from '@silkport/delivery';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { concatMap, type Observable } from 'rxjs';

/** A body that has passed the checks of `licence.dto.ts`, before anything in it was tidied up. */
interface AskedBody { readonly key: string; readonly product: string; readonly fingerprint?: string | null; readonly nonce?: string | null }

/** Sends the answer as the very bytes that its signature is over. Refusals are not signed: a program takes them for no answer at all. */
@Injectable()
export class SignedAnswersInterceptor implements NestInterceptor {
  constructor(private readonly signAnswer: SignAnswer) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<string> {
    const http = context.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    return next.handle().pipe(concatMap(async (answer: object) => {
      const { body, headers } = await this.signAnswer.run(answer, askedBy(http.getRequest<FastifyRequest>()));
      void reply.headers(headers).header('content-type', 'application/json; charset=utf-8');
      return body;
    }));
  }
}

/** After the answer, and so after the body was checked. */
function askedBy({ body, routeOptions }: FastifyRequest): AskedOfLicence {
  const { key, product, fingerprint, nonce } = body as AskedBody;
  return { call: routeOptions.url?.split('/').at(-1) ?? '', key, product, fingerprint: fingerprint ?? null, nonce: nonce ?? null };
}
