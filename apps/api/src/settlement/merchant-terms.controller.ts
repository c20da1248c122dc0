import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { ClusterReads } from '@silkport/clusters';
import { CurrentPrincipal, type Principal } from '@silkport/identity';
import { Allow } from '@silkport/platform';
import { ChangeTerms, HoldPayouts, MerchantUnknown, TermsReads } from '@silkport/settlement';
import { isId } from '@silkport/values';
import { NeverCached } from '../http/cache-headers.js';
import { Refuses } from '../http/refuses.js';
import { MerchantTermsAnswer, termsAnswer, TermsAnswer, termsChangeAnswer } from './terms-answer.js';
import { ReasonDto, TermsDto } from './terms.dto.js';

/** What is agreed with a merchant about its pay-outs. Each change is audited, and putting the same again changes nothing but the date. */
@ApiTags('admin')
@ApiParam({ name: 'id', format: 'uuid' })
@Controller('v1/admin/merchants/:id')
@Allow('admin')
export class MerchantTermsController {
  constructor(private readonly terms: TermsReads, private readonly changeTerms: ChangeTerms, private readonly holds: HoldPayouts, private readonly clusters: ClusterReads) {}

  /** @throws MerchantUnknown */
  @Get('terms')
  @NeverCached()
  @ApiOperation({ summary: 'The terms of a merchant, and how they changed' })
  @ApiOkResponse({ type: MerchantTermsAnswer })
  @Refuses(404)
  async inForce(@Param('id') id: string): Promise<MerchantTermsAnswer> {
    const merchantId = await this.known(id);
    const [items, history] = await Promise.all([this.terms.inForce(merchantId), this.terms.history(merchantId)]);
    return { items: items.map((each) => termsAnswer(each, each.currency)), history: history.map(termsChangeAnswer) };
  }

  /** @throws MerchantUnknown, TermsCurrencyUnknown, ScheduleDayInvalid, MinimumInvalid */
  @Put('terms')
  @NeverCached()
  @ApiOperation({ summary: 'Agree new terms for a currency, from now on' })
  @ApiOkResponse({ type: TermsAnswer })
  @Refuses(400, 404, 422)
  async change(@Param('id') id: string, @Body() wanted: TermsDto, @CurrentPrincipal() { personId }: Principal): Promise<TermsAnswer> {
    const merchantId = await this.known(id);
    return termsAnswer(await this.changeTerms.run({ ...wanted, merchantId, personId }), wanted.currency);
  }

  /** @throws MerchantUnknown */
  @Put('payout-hold')
  @HttpCode(204)
  @NeverCached()
  @ApiOperation({ summary: 'Send a merchant nothing until the hold is lifted' })
  @ApiNoContentResponse({ description: 'Its pay-outs are held.' })
  @Refuses(400, 404)
  async hold(@Param('id') id: string, @Body() { reason }: ReasonDto, @CurrentPrincipal() { personId }: Principal): Promise<void> {
    await this.holds.hold({ merchantId: await this.known(id), reason, personId });
  }

  /** @throws MerchantUnknown */
  @Delete('payout-hold')
  @HttpCode(204)
  @NeverCached()
  @ApiOperation({ summary: 'Let a merchant’s pay-outs go on' })
  @ApiNoContentResponse({ description: 'Nothing is held.' })
  @Refuses(400, 404)
  async release(@Param('id') id: string, @Body() { reason }: ReasonDto, @CurrentPrincipal() { personId }: Principal): Promise<void> {
    await this.holds.release({ merchantId: await this.known(id), reason, personId });
  }

  private async known(id: string): Promise<string> {
    const [merchant] = isId(id) ? await this.clusters.merchantsById([id]) : [];
    if (!merchant) throw new MerchantUnknown();
    return merchant.id;
  }
}
