import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Principal } from './principal.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the access guard; undefined where nobody is signed in. */
    principal?: Principal;
  }
}

/** The signed-in person, as a handler's argument. Never undefined where the policy is signed-in, merchant or admin. */
export const CurrentPrincipal = createParamDecorator((_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<FastifyRequest>().principal);
