import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { ProblemFilter } from '@silkport/i18n';
import { OrderUnknown } from '@silkport/ordering';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FindOrderPage } from './pages/find-order.js';
import { renderPage } from './render-page.js';
import { Visitors } from './visitors.js';

/** An order that the visitor cannot see is no dead end: the page says how to reach it. */
@Catch(OrderUnknown)
export class OrderUnknownFilter implements ExceptionFilter {
  constructor(private readonly problems: ProblemFilter, private readonly visitors: Visitors) {}

  catch(error: OrderUnknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    if (!request.headers.accept?.includes('text/html')) return this.problems.catch(error, host);
    const visitor = this.visitors.of(request);
    const head = { title: visitor.t('order.find_title'), status: error.status, isPersonal: true };
    renderPage(host.switchToHttp().getResponse<FastifyReply>(), visitor, head, <FindOrderPage visitor={visitor} isRefused />);
  }
}
