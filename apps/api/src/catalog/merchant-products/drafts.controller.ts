import { Controller, Delete, HttpCode, Param } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { DeleteDraft, NotYourProduct } from '@silkport/catalog';
import { CurrentPrincipal, recordAudit } from '@silkport/identity';
import { Allow } from '@silkport/platform';
import { Clock, isId } from '@silkport/values';
import { NeverCached } from '../../http/cache-headers.js';
import { Refuses } from '../../http/refuses.js';
import type { MerchantPrincipal } from '../../settlement/merchant-principal.js';

/** What a merchant began and never published. */
@ApiTags('merchant')
@ApiParam({ name: 'id', format: 'uuid' })
@Controller('v1/merchant/products/:id')
@Allow('merchant')
export class DraftsController {
  constructor(private readonly deleteDraft: DeleteDraft, private readonly clock: Clock) {}

  /** @throws NotYourProduct, PublishedBefore, HeldByBundle */
  @Delete()
  @HttpCode(204)
  @NeverCached()
  @ApiOperation({ summary: 'Delete a product that was never on sale, with its files, keys and plans. What was on sale can be withdrawn only' })
  @ApiNoContentResponse({ description: 'It is gone.' })
  @Refuses(404, 409)
  async remove(@Param('id') productId: string, @CurrentPrincipal() principal: MerchantPrincipal): Promise<void> {
    await this.run(productId, undefined, principal);
  }

  /** @throws as `remove`, LastVariant */
  @Delete('variants/:variantId')
  @HttpCode(204)
  @NeverCached()
  @ApiOperation({ summary: 'Delete one of several variants of a product that was never on sale itself, with its keys and plans' })
  @ApiParam({ name: 'variantId', format: 'uuid' })
  @ApiNoContentResponse({ description: 'It is gone.' })
  @Refuses(404, 409)
  async removeVariant(@Param('id') productId: string, @Param('variantId') variantId: string, @CurrentPrincipal() principal: MerchantPrincipal): Promise<void> {
    await this.run(productId, variantId, principal);
  }

  private async run(productId: string, variantId: string | undefined, { merchantId, personId }: MerchantPrincipal): Promise<void> {
    if (!isId(productId) || (variantId !== undefined && !isId(variantId))) throw new NotYourProduct();
    const happenedAt = this.clock.now();
    await this.deleteDraft.run({ productId, merchantId, ...(variantId === undefined ? {} : { variantId }) }, (tx, { name, code }) => (
      recordAudit(tx, { personId, action: `catalog.draft_${variantId === undefined ? 'product' : 'variant'}_deleted`, happenedAt, details: { productId, merchantId, code, name, ...(variantId === undefined ? {} : { variantId }) } })
    ));
  }
}
