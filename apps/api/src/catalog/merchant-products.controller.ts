import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { NotYourProduct, WithdrawProduct } from '@silkport/catalog';
import { CurrentPrincipal, type Principal } from '@silkport/identity';
import { Allow } from '@silkport/platform';
import { isId } from '@silkport/values';
import { NeverCached } from '../http/cache-headers.js';
import { Refuses } from '../http/refuses.js';

@ApiTags('merchant')
@Controller('v1/merchant/products')
@Allow('merchant')
export class MerchantProductsController {
  constructor(private readonly withdrawProduct: WithdrawProduct) {}

  /** @throws NotYourProduct */
  @Post(':id/withdrawal')
  @HttpCode(204)
  @NeverCached()
  @ApiOperation({ summary: 'Take a product off sale; what was bought stays with its buyers. Doing it again changes nothing' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiNoContentResponse({ description: 'It is off sale.' })
  @Refuses(404)
  async withdraw(@Param('id') productId: string, @CurrentPrincipal() { merchantId }: Principal): Promise<void> {
    if (!isId(productId) || merchantId === undefined) throw new NotYourProduct();
    await this.withdrawProduct.run({ productId, merchantId });
  }
}
