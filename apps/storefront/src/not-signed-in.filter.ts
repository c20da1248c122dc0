import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { ProblemFilter } from '@silkport/i18n';
import { NotSignedIn } from '@silkport/identity';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Visitors } from './visitors.js';

/** Leads to the sign-in page and from there back to what was asked for. */
@Catch(NotSignedIn)
export class NotSignedInFilter implements ExceptionFilter {
  constructor(private readonly problems: ProblemFilter, private readonly visitors: Visitors) {}

  catch(error: NotSignedIn, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    if (!request.headers.accept?.includes('text/html')) return this.problems.catch(error, host);
    const address = this.visitors.of(request).link(`/sign-in?next=${encodeURIComponent(request.url)}`);
    void host.switchToHttp().getResponse<FastifyReply>().redirect(address, 303);
  }
}
