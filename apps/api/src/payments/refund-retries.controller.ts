import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal } from '@silkport/identity';
import { OrderReads, OrderUnknown, RefundUnknown, RetryRefund } from '@silkport/ordering';
import { Allow, type IdempotentRequest } from '@silkport/platform';
import { isId } from '@silkport/values';
import { NeverCached } from '../http/cache-headers.js';
import { isPlain } from '../http/code-text.js';
import { Claim, CreatesOnce } from '../http/creates-once.js';
import { Refuses } from '../http/refuses.js';
import { AskedRefundAnswer } from './provider-refund-answer.js';

@ApiTags('admin')
@Controller('v1/admin/orders/:number/refunds/:refundId')
@Allow('admin')
export class RefundRetriesController {
  constructor(private readonly orders: OrderReads, private readonly retryRefund: RetryRefund) {}

  /** @throws OrderUnknown, RefundUnknown, RefundNotFailed, OrderInDispute */
  @Post('retry')
  @HttpCode(202)
  @NeverCached()
  @CreatesOnce()
  @ApiOperation({ summary: 'Send a refund again that failed, as when the buyer’s card was closed' })
  @ApiParam({ name: 'refundId', format: 'uuid' })
  @ApiAcceptedResponse({ type: AskedRefundAnswer })
  @Refuses(404, 409)
  async retry(
    @Param('number') number: string, @Param('refundId') refundId: string, @Claim() claim: IdempotentRequest, @CurrentPrincipal() { personId }: Principal,
  ): Promise<AskedRefundAnswer> {
    const order = isPlain(number) ? await this.orders.byNumber(number) : undefined;
    if (!order) throw new OrderUnknown({}, 'number');
    if (!isId(refundId)) throw new RefundUnknown({}, 'refundId');
    await this.retryRefund.run({ orderId: order.id, refundId, personId }, claim);
    return { refundId, state: 'asked' };
  }
}
