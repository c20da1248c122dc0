import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { ProblemFilter } from '@silkport/i18n';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { renderPage } from './render-page.js';
import { Visitors } from './visitors.js';

/** Shows a refusal as a page in the visitor's language to whoever asked for a page; programs get problem+json. */
@Catch()
export class PageProblemFilter implements ExceptionFilter {
  constructor(private readonly problems: ProblemFilter, private readonly visitors: Visitors) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (reply.sent) return;
    if (!request.headers.accept?.includes('text/html')) return this.problems.catch(error, host);
    const visitor = this.visitors.of(request);
    const problem = this.problems.problemOf(error, request, visitor.locale);
    if (problem.status >= 500) this.problems.report(error);
    renderPage(reply, visitor, { title: problem.title, status: problem.status, isPersonal: true }, (
      <section class="wrap narrow page-problem">
        <h1>{problem.title}</h1>
        <p class="lead">{problem.detail}</p>
        <p><a class="button" href={visitor.link('/')}>{visitor.t('problem.home')}</a></p>
        <p class="quiet">{visitor.t('problem.request', { id: problem.requestId })}</p>
      </section>
    ));
  }
}
