import { Controller, Get, Query, Req, Res, UseFilters } from '@nestjs/common';
import { CurrentPrincipal } from '@silkport/identity';
import { Allow } from '@silkport/platform';
import { locales } from '@silkport/values';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MerchantMoneyReads } from './merchant-money-reads.js';
import type { MerchantPrincipal } from './merchant-principal.js';
import { NotSignedInFilter } from './not-signed-in.filter.js';
import { PageProblemFilter } from './page-problem.filter.js';
import { MerchantMoneyPage } from './pages/merchant-money.js';
import { renderPage } from './render-page.js';
import { Visitors } from './visitors.js';

@Controller(locales.map((locale) => `${locale}/merchant/money`))
@Allow('merchant')
@UseFilters(PageProblemFilter, NotSignedInFilter)
export class MerchantMoneyController {
  constructor(private readonly visitors: Visitors, private readonly reads: MerchantMoneyReads) {}

  /** @throws NotAllowed, InvalidCursor */
  @Get()
  async show(@Query('cursor') cursor: unknown, @CurrentPrincipal() { merchantId }: MerchantPrincipal, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visitor = this.visitors.of(request);
    const money = await this.reads.of(merchantId, typeof cursor === 'string' ? cursor : undefined);
    renderPage(reply, visitor, { title: visitor.t('merchant_money.title'), isPersonal: true }, <MerchantMoneyPage visitor={visitor} of={money} />);
  }
}
