import { Controller, Get, Param, Req, Res, UseFilters } from '@nestjs/common';
import { CurrentPrincipal } from '@silkport/identity';
import { Allow } from '@silkport/platform';
import { PayoutReads, PayoutUnknown } from '@silkport/settlement';
import { isId, locales } from '@silkport/values';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { MerchantPrincipal } from './merchant-principal.js';
import { NotSignedInFilter } from './not-signed-in.filter.js';
import { PageProblemFilter } from './page-problem.filter.js';
import { MerchantPayoutPage, payoutTitle } from './pages/merchant-payout.js';
import { renderPage } from './render-page.js';
import { Visitors } from './visitors.js';

/** One of the merchant's own pay-outs, with what it settled. */
@Controller(locales.map((locale) => `${locale}/merchant/money/payouts`))
@Allow('merchant')
@UseFilters(PageProblemFilter, NotSignedInFilter)
export class MerchantPayoutsController {
  constructor(private readonly visitors: Visitors, private readonly payouts: PayoutReads) {}

  /** @throws PayoutUnknown of another's too */
  @Get(':id')
  async show(@Param('id') id: string, @CurrentPrincipal() { merchantId }: MerchantPrincipal, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const payout = isId(id) ? await this.payouts.byId(id) : undefined;
    if (payout?.merchantId !== merchantId) throw new PayoutUnknown();
    const lines = await this.payouts.linesOf(payout.id);
    const visitor = this.visitors.of(request);
    renderPage(reply, visitor, { title: payoutTitle(visitor, payout), isPersonal: true }, <MerchantPayoutPage visitor={visitor} payout={payout} lines={lines} />);
  }
}
