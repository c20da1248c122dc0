import { Controller, Get, Query, Req, Res, UseFilters } from '@nestjs/common';
import { deliveryKinds } from '@silkport/catalog';
import { Allow } from '@silkport/platform';
import { locales } from '@silkport/values';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LibraryShelves } from './items/library-shelves.js';
import { PageProblemFilter } from './page-problem.filter.js';
import { FindOrderPage } from './pages/find-order.js';
import { GuestLibraryPage, LibraryPage, UnconfirmedLibraryPage } from './pages/library.js';
import { renderPage } from './render-page.js';
import { Visitors } from './visitors.js';

@Controller([...locales])
@Allow('public')
@UseFilters(PageProblemFilter)
export class LibraryController {
  constructor(private readonly visitors: Visitors, private readonly shelves: LibraryShelves) {}

  /** @throws InvalidCursor */
  @Get('library')
  async library(@Query('cursor') cursor: unknown, @Query('kind') kind: unknown, @Query('q') q: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visitor = this.visitors.of(request);
    const head = { title: visitor.t('library.title'), isPersonal: true };
    if (!visitor.principal) return renderPage(reply, visitor, head, <GuestLibraryPage visitor={visitor} />);
    if (!visitor.principal.emailConfirmed) return renderPage(reply, visitor, head, <UnconfirmedLibraryPage visitor={visitor} />);
    const library = await this.shelves.of(visitor.principal.email, { cursor: typeof cursor === 'string' ? cursor : undefined, kind: deliveryKinds.find((each) => each === kind), words: wordsOf(q) });
    renderPage(reply, visitor, head, <LibraryPage visitor={visitor} library={library} />);
  }

  @Get('find-order')
  find(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const visitor = this.visitors.of(request);
    renderPage(reply, visitor, { title: visitor.t('order.find_title'), alternatePath: '/find-order' }, <FindOrderPage visitor={visitor} />);
  }
}

function wordsOf(q: unknown): string | undefined {
  return (typeof q === 'string' ? q.replaceAll(/\p{Cc}/gu, ' ').trim().slice(0, 100) : '') || undefined;
}
