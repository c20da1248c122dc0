import { Body, Controller, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal } from '@silkport/identity';
import { WithdrawalUnknown, WithdrawFromOrder } from '@silkport/ordering';
import { Allow, type IdempotentRequest } from '@silkport/platform';
import { isId } from '@silkport/values';
import { NeverCached } from '../http/cache-headers.js';
import { Claim, CreatesOnce } from '../http/creates-once.js';
import { Refuses } from '../http/refuses.js';
import { HeldOrders } from './held-orders.js';
import { OrderKeyQuery } from './order-key-query.js';
import { WithdrawalAnswer, withdrawalAnswer } from './withdrawal-answer.js';
import { WithdrawalDto } from './withdrawal.dto.js';

/** The withdrawal function, in two steps; whoever has the order's link needs no account for it. */
@ApiTags('orders')
@Controller('v1/orders/:number/withdrawals')
export class WithdrawalsController {
  constructor(private readonly held: HeldOrders, private readonly withdraw: WithdrawFromOrder) {}

  /** @throws OrderUnknown, OrderNotPaid, OrderLineUnknown, LineAlreadyWithdrawn, WithdrawalNotPossible */
  @Post()
  @Allow('order-holder')
  @NeverCached()
  @CreatesOnce()
  @ApiOperation({ summary: 'Declare to withdraw, and see what follows; nothing happens until it is confirmed' })
  @ApiCreatedResponse({ type: WithdrawalAnswer })
  @Refuses(404, 409)
  async declare(
    @Param('number') number: string, @Query() { key }: OrderKeyQuery, @Body() { name, email, lineIds }: WithdrawalDto, @Claim() claim: IdempotentRequest, @CurrentPrincipal() principal?: Principal,
  ): Promise<WithdrawalAnswer> {
    const order = await this.held.require(number, key, principal);
    return withdrawalAnswer(await this.withdraw.declare({ orderId: order.id, name, email, lineIds }, claim), order.number, order.total.currency);
  }

  /** Again, it is the same receipt. @throws OrderUnknown, WithdrawalUnknown, LineAlreadyWithdrawn, WithdrawalNotPossible */
  @Post(':id/confirmation')
  @HttpCode(200)
  @Allow('order-holder')
  @NeverCached()
  @ApiOperation({ summary: 'Confirm a withdrawal: its receipt, and the money on its way where nothing has to come back first' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: WithdrawalAnswer })
  @Refuses(400, 404, 409)
  async confirm(@Param('number') number: string, @Param('id') id: string, @Query() { key }: OrderKeyQuery, @CurrentPrincipal() principal?: Principal): Promise<WithdrawalAnswer> {
    const order = await this.held.require(number, key, principal);
    if (!isId(id)) throw new WithdrawalUnknown({}, 'id');
    return withdrawalAnswer(await this.withdraw.confirm(order.id, id), order.number, order.total.currency);
  }
}
