import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { SignAnswer } from '@silkport/delivery';
import type { FastifyReply } from 'fastify';
import { concatMap, type Observable } from 'rxjs';

/** Sends the answer as the very bytes that its signature is over. Refusals are not signed: a program takes them for no answer at all. */
@Injectable()
export class SignedAnswersInterceptor implements NestInterceptor {
  constructor(private readonly signAnswer: SignAnswer) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<string> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(concatMap(async (answer: object) => {
      const body = JSON.stringify(answer);
      void reply.headers(await this.signAnswer.run(body)).header('content-type', 'application/json; charset=utf-8');
      return body;
    }));
  }
}
