import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { CONFIG, policyKey, type Config, type Policy } from '@silkport/platform';
import type { FastifyRequest } from 'fastify';
import { CrossSiteRequest, NotAllowed, NotSignedIn } from './identity.errors.js';
import type { Principal } from './principal.js';
import { isCrossSite } from './same-origin.js';
import { sessionCookieName } from './session-cookie.js';
import { SessionReads } from './session-reads.js';

/**
 * Holds every route to its policy. A route without a policy is refused to everybody, so that a forgotten one is seen at once.
 * What a signed link, an order's holder or Stripe may do is checked by the use case, which knows the order.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly reflector: Reflector, private readonly sessions: SessionReads, @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>) {}

  /** @throws CrossSiteRequest, NotSignedIn, NotAllowed */
  async canActivate(context: ExecutionContext): Promise<true> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const policy = this.reflector.getAllAndOverride<Policy | undefined>(policyKey, [context.getHandler(), context.getClass()]);
    if (!policy) throw new NotAllowed();
    if (policy === 'stripe-signature') return true;
    if (isCrossSite(request, this.config.publicUrl)) throw new CrossSiteRequest();
    const token = tokenOf(request);
    request.principal = token === undefined ? undefined : await this.sessions.principalOf(token);
    enforce(policy, request.principal);
    return true;
  }
}

function enforce(policy: Exclude<Policy, 'stripe-signature'>, principal: Principal | undefined): void {
  switch (policy) {
    case 'public':
    case 'order-holder':
    case 'signed-link':
      return;
    case 'signed-in':
    case 'merchant':
    case 'admin':
      if (!principal) throw new NotSignedIn();
      if (policy === 'merchant' && principal.merchantId === undefined) throw new NotAllowed();
      if (policy === 'admin' && !principal.isAdmin) throw new NotAllowed();
      return;
    default:
      throw new Error(`Nobody knows the policy ${String(policy satisfies never)}`);
  }
}

/** A program sends a bearer token, a browser its cookie; who sends both means the first. */
function tokenOf({ headers, cookies }: FastifyRequest): string | undefined {
  const bearer = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  return bearer ?? cookies[sessionCookieName];
}
