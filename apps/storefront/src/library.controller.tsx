import { Controller, Get, Query, Req, Res, UseFilters } from '@nestjs/common';
import { OrderReads } from '@silkport/ordering';
import { Allow } from '@silkport/platform';
import { locales } from '@silkport/values';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PageProblemFilter } from './page-problem.filter.js';
import { FindOrderPage } from './pages/find-order.js';
import { GuestLibraryPage, LibraryPage, UnconfirmedLibraryPage } from './pages/library.js';
import { renderPage } from './render-page.js';
import { Visitors } from './visitors.js';

const ordersAPage = 12;

@Controller([...locales])
@Allow('public')
@UseFilters(PageProblemFilter)
export class LibraryController {
  constructor(private readonly visitors: Visitors, private readonly orders: OrderReads) {}

  /** @throws InvalidCursor */
  @Get('library')
  async library(@Query('cursor') cursor: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visitor = this.visitors.of(request);
    const head = { title: visitor.t('library.title'), isPersonal: true };
    if (!visitor.principal) return renderPage(reply, visitor, head, <GuestLibraryPage visitor={visitor} />);
    if (!visitor.principal.emailConfirmed) return renderPage(reply, visitor, head, <UnconfirmedLibraryPage visitor={visitor} />);
    const { orders, nextCursor } = await this.orders.ofEmail(visitor.principal.email, typeof cursor === 'string' ? cursor : undefined, ordersAPage);
    renderPage(reply, visitor, head, <LibraryPage visitor={visitor} orders={orders} nextCursor={nextCursor} />);
  }

  @Get('find-order')
  find(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const visitor = this.visitors.of(request);
    renderPage(reply, visitor, { title: visitor.t('order.find_title'), alternatePath: '/find-order' }, <FindOrderPage visitor={visitor} />);
  }
}
