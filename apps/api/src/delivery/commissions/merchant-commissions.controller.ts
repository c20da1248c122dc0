import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { NotYourProduct } from '@silkport/catalog';
import { CancelCommission, CommissionPlans, CommissionReads, CommissionUnknown, MerchantActs, ServeCommissionFile, type CommissionView } from '@silkport/delivery';
import { CurrentPrincipal } from '@silkport/identity';
import { Allow } from '@silkport/platform';
import type { Locale } from '@silkport/values';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NeverCached } from '../../http/cache-headers.js';
import { PageQuery } from '../../http/page-query.js';
import { ReaderLocale } from '../../http/reader-locale.js';
import { Refuses } from '../../http/refuses.js';
import type { MerchantPrincipal } from '../../settlement/merchant-principal.js';
import { HeldItems } from '../held-items.js';
import { OwnProducts } from '../own-products.js';
import { commissionAnswer, CommissionAnswer, commissionPlanAnswer, CommissionPlanAnswer, CommissionsAnswer } from './commission-answer.js';
import { CommissionPlanDto, HandOverDto, WordsDto } from './commission.dto.js';
import { sendCommissionFile } from './send-commission-file.js';

/** How a merchant's work is ordered, and what it hands over. */
@ApiTags('merchant')
@Controller('v1/merchant')
@Allow('merchant')
export class MerchantCommissionsController {
  constructor(
    private readonly own: OwnProducts, private readonly plans: CommissionPlans, private readonly commissions: CommissionReads, private readonly acts: MerchantActs, private readonly cancellation: CancelCommission, private readonly files: ServeCommissionFile, private readonly held: HeldItems,
  ) {}

  /** @throws NotYourProduct, CommissionUnknown */
  @Get('products/:id/variants/:variantId/commission-plan')
  @NeverCached()
  @ApiOperation({ summary: 'How work of a variant is ordered and paid for' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiParam({ name: 'variantId', format: 'uuid' })
  @ApiOkResponse({ type: CommissionPlanAnswer })
  @Refuses(404)
  async readPlan(@Param('id') id: string, @Param('variantId') variantId: string, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<CommissionPlanAnswer> {
    await this.requireVariant(id, variantId, merchantId);
    const plan = await this.plans.find(variantId);
    if (!plan) throw new CommissionUnknown();
    return commissionPlanAnswer(plan);
  }

  /** @throws NotYourProduct, CommissionPlanRefused */
  @Put('products/:id/variants/:variantId/commission-plan')
  @NeverCached()
  @ApiOperation({ summary: 'Set questions and milestones of a variant, all of it; what was bought goes on as it was. The same again changes nothing' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiParam({ name: 'variantId', format: 'uuid' })
  @ApiOkResponse({ type: CommissionPlanAnswer })
  @Refuses(400, 404, 422)
  async setPlan(@Param('id') id: string, @Param('variantId') variantId: string, @Body() { questions, milestones, acceptDays, changeRounds }: CommissionPlanDto, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<CommissionPlanAnswer> {
    await this.requireVariant(id, variantId, merchantId);
    const plan = {
      questions: questions.map((question) => ({ ...question, label: { ...question.label } })), milestones: milestones.map((milestone) => ({ ...milestone, name: { ...milestone.name } })), acceptDays, changeRounds,
    };
    await this.plans.set({ ...plan, variantId, productId: id, merchantId });
    return commissionPlanAnswer(plan);
  }

  /** @throws InvalidCursor */
  @Get('commissions')
  @NeverCached()
  @ApiOperation({ summary: 'Work that was bought, newest first' })
  @ApiOkResponse({ type: CommissionsAnswer })
  @Refuses(400)
  async list(@Query() { cursor, limit }: PageQuery, @ReaderLocale() reader: Locale, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<CommissionsAnswer> {
    const found = await this.commissions.ofMerchant(merchantId, cursor, limit + 1);
    const items = found.slice(0, limit).map((commission) => commissionAnswer(commission, reader));
    return { items, nextCursor: found.length > limit ? (items.at(-1)?.entitlementId ?? null) : null };
  }

  /** @throws CommissionUnknown */
  @Get('commissions/:entitlementId')
  @NeverCached()
  @ApiOperation({ summary: 'One of them' })
  @ApiParam({ name: 'entitlementId', format: 'uuid' })
  @ApiOkResponse({ type: CommissionAnswer })
  @Refuses(404)
  async read(@Param('entitlementId') id: string, @ReaderLocale() reader: Locale, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<CommissionAnswer> {
    return commissionAnswer(await this.requireOwn(id, merchantId), reader);
  }

  /** @throws CommissionUnknown, MilestoneUnknown, MilestoneActRefused, UploadUnknown, UploadNotReady */
  @Post('commissions/:entitlementId/milestones/:milestoneId/hand-over')
  @HttpCode(204)
  @NeverCached()
  @ApiOperation({ summary: 'Hand a part over, with files; the same words without new files change nothing' })
  @ApiParam({ name: 'entitlementId', format: 'uuid' })
  @ApiParam({ name: 'milestoneId', format: 'uuid' })
  @ApiNoContentResponse({ description: 'The buyer is told.' })
  @Refuses(400, 403, 404, 409, 410, 422)
  async handOver(@Param('entitlementId') entitlementId: string, @Param('milestoneId') milestoneId: string, @Body() { words, uploadIds }: HandOverDto, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<void> {
    await this.acts.handOver({ entitlementId, milestoneId, merchantId, words, uploadIds });
  }

  /** @throws CommissionUnknown, MilestoneUnknown, MilestoneActRefused */
  @Post('commissions/:entitlementId/milestones/:milestoneId/dispute')
  @HttpCode(204)
  @NeverCached()
  @ApiOperation({ summary: 'Dispute a part: we decide whose its share is. Doing it again changes nothing' })
  @ApiParam({ name: 'entitlementId', format: 'uuid' })
  @ApiParam({ name: 'milestoneId', format: 'uuid' })
  @ApiNoContentResponse({ description: 'It waits for a decision.' })
  @Refuses(400, 403, 404, 409, 410)
  async dispute(@Param('entitlementId') entitlementId: string, @Param('milestoneId') milestoneId: string, @Body() { words }: WordsDto, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<void> {
    await this.acts.dispute({ entitlementId, milestoneId, merchantId, words });
  }

  /** @throws CommissionUnknown, MilestoneActRefused where all of it was accepted or paid back */
  @Post('commissions/:entitlementId/cancellation')
  @HttpCode(204)
  @NeverCached()
  @ApiOperation({ summary: 'Give work up: what was not accepted of it is paid back to the buyer. Doing it again changes nothing' })
  @ApiParam({ name: 'entitlementId', format: 'uuid' })
  @ApiNoContentResponse({ description: 'The buyer is told, and the money follows.' })
  @Refuses(400, 404, 409)
  async cancel(@Param('entitlementId') entitlementId: string, @Body() { words }: WordsDto, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<void> {
    await this.cancellation.run({ entitlementId, merchantId, words });
  }

  /** @throws CommissionUnknown, CommissionFileNotReady */
  @Get('commissions/:entitlementId/files/:fileId')
  @NeverCached()
  @ApiOperation({ summary: 'A file that was handed over, or that the buyer gave; the buyer sees when it was fetched' })
  @ApiParam({ name: 'entitlementId', format: 'uuid' })
  @ApiParam({ name: 'fileId', format: 'uuid' })
  @ApiOkResponse({ description: 'The file.', content: { '*/*': { schema: { type: 'string', format: 'binary' } } } })
  @Refuses(404, 409)
  async file(@Param('entitlementId') id: string, @Param('fileId') fileId: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<void> {
    await this.requireOwn(id, merchantId);
    await sendCommissionFile(reply, request, (call) => this.files.run(id, fileId, call, { is: 'merchant', client: this.held.clientOf(request) }));
  }

  private async requireOwn(id: string, merchantId: string): Promise<CommissionView> {
    const commission = await this.commissions.require(id);
    if (commission.merchantId !== merchantId) throw new CommissionUnknown();
    return commission;
  }

  private async requireVariant(id: string, variantId: string, merchantId: string): Promise<void> {
    const { variants } = await this.own.require(id, merchantId, 'commission');
    if (!variants.some((variant) => variant.id === variantId)) throw new NotYourProduct();
  }
}
