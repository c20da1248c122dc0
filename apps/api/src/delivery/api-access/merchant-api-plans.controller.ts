import { Body, Controller, Get, Inject, Param, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { NotYourProduct } from '@silkport/catalog';
import { ApiAccessReads, ForwardCall, SetApiPlan } from '@silkport/delivery';
import { CurrentPrincipal } from '@silkport/identity';
import { Allow, CONFIG, type Config } from '@silkport/platform';
import { Clock, isId } from '@silkport/values';
import { NeverCached } from '../../http/cache-headers.js';
import { Refuses } from '../../http/refuses.js';
import type { MerchantPrincipal } from '../../settlement/merchant-principal.js';
import { gatewayUrlOf } from './api-access.controller.js';
import { merchantUsageAnswer, MerchantUsageAnswer, spanOf, UsageSpanQuery } from './api-access-answer.js';
import { ApiPlanAnswer, ApiPlanDto, planAnswer, planTerms } from './api-plan.dto.js';

/** What a merchant's variants give of its API, and how it is used. */
@ApiTags('merchant')
@ApiParam({ name: 'id', format: 'uuid' })
@Controller('v1/merchant/products/:id')
@Allow('merchant')
export class MerchantApiPlansController {
  constructor(
    private readonly setPlan: SetApiPlan, private readonly access: ApiAccessReads, private readonly forward: ForwardCall, private readonly clock: Clock, @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
  ) {}

  /** @throws NotYourProduct, ApiPlanUnknown */
  @Get('variants/:variantId/api-plan')
  @NeverCached()
  @ApiOperation({ summary: 'The API plan of a variant, with the key that signs what is forwarded to you' })
  @ApiParam({ name: 'variantId', format: 'uuid' })
  @ApiOkResponse({ type: ApiPlanAnswer })
  @Refuses(404)
  async show(@Param('id') productId: string, @Param('variantId') variantId: string, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<ApiPlanAnswer> {
    if (!isId(productId) || !isId(variantId)) throw new NotYourProduct();
    const urls = { gatewayUrl: gatewayUrlOf(this.config.publicUrl, { productId }), checkUrl: `${this.config.publicUrl}/v1/gateway-checks/${productId}` };
    return planAnswer(await this.access.planOf(variantId, merchantId), this.forward.signingKeyOf(productId), urls);
  }

  /** Setting the same again changes nothing. @throws NotYourProduct, UpstreamRefused, ApiPlanRefused */
  @Put('variants/:variantId/api-plan')
  @NeverCached()
  @ApiOperation({ summary: 'Set what a variant gives of your API; those who bought it before get what is more, and keep the quota and the units of calls that they bought' })
  @ApiParam({ name: 'variantId', format: 'uuid' })
  @ApiOkResponse({ type: ApiPlanAnswer })
  @Refuses(400, 404, 422)
  async set(@Param('id') productId: string, @Param('variantId') variantId: string, @Body() plan: ApiPlanDto, @CurrentPrincipal() { merchantId, personId }: MerchantPrincipal): Promise<ApiPlanAnswer> {
    if (!isId(productId) || !isId(variantId)) throw new NotYourProduct();
    await this.setPlan.run({ merchantId, productId, variantId, personId, terms: planTerms(plan) });
    return this.show(productId, variantId, { merchantId, personId } as MerchantPrincipal);
  }

  /** Of another merchant's product, nothing. */
  @Get('api-usage')
  @NeverCached()
  @ApiOperation({ summary: 'Calls of all buyers of a product, by hour or day' })
  @ApiOkResponse({ type: MerchantUsageAnswer })
  @Refuses(400, 404)
  async usage(@Param('id') productId: string, @Query() query: UsageSpanQuery, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<MerchantUsageAnswer> {
    if (!isId(productId)) throw new NotYourProduct();
    return merchantUsageAnswer(await this.access.usageOfProduct(productId, merchantId, spanOf(query, this.clock.now())));
  }
}
