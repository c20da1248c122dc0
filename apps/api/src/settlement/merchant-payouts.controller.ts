import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal } from '@silkport/identity';
import { Allow } from '@silkport/platform';
import { BalanceReads, PayoutReads, PayoutUnknown } from '@silkport/settlement';
import { isId } from '@silkport/values';
import { NeverCached } from '../http/cache-headers.js';
import { PageQuery } from '../http/page-query.js';
import { Refuses } from '../http/refuses.js';
import { balanceAnswer, BalancesAnswer } from './balance-answer.js';
import type { MerchantPrincipal } from './merchant-principal.js';
import { payoutAnswer, payoutLineAnswer, payoutPageAnswer, PayoutPageAnswer, PayoutWithLinesAnswer } from './payout-answer.js';

@ApiTags('merchant')
@Controller('v1/merchant')
@Allow('merchant')
export class MerchantPayoutsController {
  constructor(private readonly balances: BalanceReads, private readonly payouts: PayoutReads) {}

  @Get('balance')
  @NeverCached()
  @ApiOperation({ summary: 'What the merchant is owed, for each currency: available, in its hold, in reserve, on its way' })
  @ApiOkResponse({ type: BalancesAnswer })
  async balance(@CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<BalancesAnswer> {
    return { items: (await this.balances.of(merchantId)).map(balanceAnswer) };
  }

  /** @throws InvalidCursor */
  @Get('payouts')
  @NeverCached()
  @ApiOperation({ summary: 'The merchant’s pay-outs, newest first' })
  @ApiOkResponse({ type: PayoutPageAnswer })
  @Refuses(400)
  async list(@Query() { cursor, limit }: PageQuery, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<PayoutPageAnswer> {
    return payoutPageAnswer(await this.payouts.ofMerchant(merchantId, cursor, limit));
  }

  /** @throws PayoutUnknown */
  @Get('payouts/:id')
  @NeverCached()
  @ApiOperation({ summary: 'One pay-out with what it settled' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: PayoutWithLinesAnswer })
  @Refuses(404)
  async byId(@Param('id') id: string, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<PayoutWithLinesAnswer> {
    const payout = isId(id) ? await this.payouts.byId(id) : undefined;
    if (payout?.merchantId !== merchantId) throw new PayoutUnknown();
    return { ...payoutAnswer(payout), lines: (await this.payouts.linesOf(id)).map(payoutLineAnswer) };
  }
}
