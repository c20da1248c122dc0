import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { AccessLog, ChangeAccess, EntitlementUnknown, MerchantEntitlements } from '@silkport/delivery';
import { CurrentPrincipal, type Principal } from '@silkport/identity';
import { OrderReads } from '@silkport/ordering';
import { Allow } from '@silkport/platform';
import { isId } from '@silkport/values';
import { NeverCached } from '../../http/cache-headers.js';
import { Refuses } from '../../http/refuses.js';
import { AccessesAnswer, accessesAnswer, AccessStateAnswer, entitlementAnswer, EntitlementPageAnswer } from './access-answer.js';
import { AccessChangeDto, EntitlementQuery } from './access.dto.js';

type Merchant = Principal & { readonly merchantId: string };

/** What a merchant's buyers may use, how they used it, and the merchant's hand on it. */
@ApiTags('merchant')
@Controller('v1/merchant/entitlements')
@Allow('merchant')
export class MerchantEntitlementsController {
  constructor(private readonly entitlements: MerchantEntitlements, private readonly orders: OrderReads, private readonly log: AccessLog, private readonly changeAccess: ChangeAccess) {}

  /** @throws InvalidCursor */
  @Get()
  @NeverCached()
  @ApiOperation({ summary: 'What buyers of the merchant may use, newest first' })
  @ApiOkResponse({ type: EntitlementPageAnswer })
  @Refuses(400)
  async list(@Query() { cursor, limit, productId, state }: EntitlementQuery, @CurrentPrincipal() { merchantId }: Merchant): Promise<EntitlementPageAnswer> {
    const { items, nextCursor } = await this.entitlements.list(merchantId, cursor, limit, { productId, state });
    const numbers = await this.orders.numbersOf([...new Set(items.map(({ orderId }) => orderId))]);
    return { items: items.map((each) => entitlementAnswer(each, numbers.get(each.orderId) ?? '')), nextCursor: nextCursor ?? null };
  }

  /** @throws EntitlementUnknown */
  @Get(':id/accesses')
  @NeverCached()
  @ApiOperation({ summary: 'When, how and from where something bought was used' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: AccessesAnswer })
  @Refuses(404)
  async accesses(@Param('id') id: string, @CurrentPrincipal() { merchantId }: Merchant): Promise<AccessesAnswer> {
    if (!isId(id)) throw new EntitlementUnknown({}, 'id');
    return accessesAnswer(await this.log.of((await this.entitlements.byId(id, merchantId)).id));
  }

  /** Asking for what is so already changes nothing, so it can be repeated. @throws EntitlementUnknown, AccessChangeRefused, RevocationNeedsRefund, SeatRevocationNeedsRefund */
  @Post(':id/access')
  @HttpCode(200)
  @NeverCached()
  @ApiOperation({ summary: 'Suspend or restore access by hand; doing it again changes nothing. For good it ends with its money, by a refund; of work to order, to revoke it is to give it up and pay back what was not accepted', description: 'What was accepted of work stays the buyer’s: the answer then is the state that it has.' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: AccessStateAnswer })
  @Refuses(400, 404, 409)
  async change(@Param('id') id: string, @Body() { to, reason }: AccessChangeDto, @CurrentPrincipal() { merchantId, personId }: Merchant): Promise<AccessStateAnswer> {
    if (!isId(id)) throw new EntitlementUnknown({}, 'id');
    return { state: await this.changeAccess.run({ entitlementId: id, to, reason, actor: personId, merchantId }) };
  }
}
