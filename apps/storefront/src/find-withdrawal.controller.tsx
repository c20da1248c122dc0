import { Body, Controller, Get, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ProblemFilter } from '@silkport/i18n';
import { AskForOrderLink } from '@silkport/ordering';
import { Allow, DomainError } from '@silkport/platform';
import { locales } from '@silkport/values';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FindWithdrawalForm } from './find-withdrawal.dto.js';
import { PageProblemFilter } from './page-problem.filter.js';
import { FindWithdrawalPage } from './pages/find-withdrawal.js';
import { readForm, typedText } from './read-form.js';
import { renderPage } from './render-page.js';
import { Visitors } from './visitors.js';

/** The withdrawal function for whoever does not have the order's page open: from every page's foot, without an account. */
@Controller(locales.map((locale) => `${locale}/withdrawal`))
@Allow('public')
@UseFilters(PageProblemFilter)
export class FindWithdrawalController {
  constructor(private readonly visitors: Visitors, private readonly askForLink: AskForOrderLink, private readonly problems: ProblemFilter) {}

  @Get()
  show(@Query('sent') sent: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const visitor = this.visitors.of(request);
    renderPage(reply, visitor, { title: visitor.t('withdrawal.title'), alternatePath: '/withdrawal' }, <FindWithdrawalPage visitor={visitor} typed={{}} isSent={sent === '1'} />);
  }

  /** The same answer whether there is such an order or not. */
  @Post()
  async send(@Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visitor = this.visitors.of(request);
    try {
      await this.askForLink.run(await readForm(FindWithdrawalForm, body));
      return await reply.redirect(visitor.link('/withdrawal?sent=1'), 303);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const problem = this.problems.problemOf(error, request, visitor.locale);
      renderPage(reply, visitor, { title: visitor.t('withdrawal.title'), status: problem.status, isPersonal: true }, <FindWithdrawalPage visitor={visitor} typed={typedText(body)} problem={problem} />);
    }
  }
}
