import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiProperty, ApiTags } from '@nestjs/swagger';
import { AccessRules, AccessRuleUnknown, ChangeAccess, EntitlementUnknown } from '@silkport/delivery';
import { CurrentPrincipal, type Principal } from '@silkport/identity';
import { Allow, type IdempotentRequest } from '@silkport/platform';
import { isId } from '@silkport/values';
import { NeverCached } from '../../http/cache-headers.js';
import { Claim, CreatesOnce } from '../../http/creates-once.js';
import { Refuses } from '../../http/refuses.js';
import { accessRuleAnswer, AccessRulesAnswer, AccessStateAnswer } from './access-answer.js';
import { AccessChangeDto, AccessRuleDto } from './access.dto.js';

export class NewAccessRuleAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
}

/** Access by an admin's hand, and by rules of markets. */
@ApiTags('admin')
@Controller('v1/admin')
@Allow('admin')
export class AdminAccessController {
  constructor(private readonly changeAccess: ChangeAccess, private readonly rules: AccessRules) {}

  /** Asking for what is so already changes nothing, so it can be repeated. @throws EntitlementUnknown, AccessChangeRefused */
  @Post('entitlements/:id/access')
  @HttpCode(200)
  @NeverCached()
  @ApiOperation({ summary: 'Suspend, restore or revoke access by hand; doing it again changes nothing', description: 'To revoke a seat of a subscription ends its billing too: the next period is charged for one seat fewer, and with the last seat the subscription ends. What was paid stays paid: a refund gives it back, of which the first piece is the revoked seat’s, without `givesUpSeats`.' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: AccessStateAnswer })
  @Refuses(400, 404, 409)
  async change(@Param('id') id: string, @Body() { to, reason }: AccessChangeDto, @CurrentPrincipal() { personId }: Principal): Promise<AccessStateAnswer> {
    if (!isId(id)) throw new EntitlementUnknown({}, 'id');
    return { state: await this.changeAccess.run({ entitlementId: id, to, reason, actor: personId }) };
  }

  /** @throws AccessRuleRefused */
  @Post('access-rules')
  @NeverCached()
  @CreatesOnce()
  @ApiOperation({ summary: 'Withhold what is of a class, or a product, from the buyers of a country/region until the rule is lifted' })
  @ApiCreatedResponse({ type: NewAccessRuleAnswer })
  async decide(@Body() rule: AccessRuleDto, @Claim() claim: IdempotentRequest, @CurrentPrincipal() { personId }: Principal): Promise<NewAccessRuleAnswer> {
    return { id: await this.rules.decide(rule, personId, claim) };
  }

  @Get('access-rules')
  @NeverCached()
  @ApiOperation({ summary: 'Rules that withhold what was bought, newest first' })
  @ApiOkResponse({ type: AccessRulesAnswer })
  async list(): Promise<AccessRulesAnswer> {
    return { items: (await this.rules.list()).map(accessRuleAnswer) };
  }

  /** @throws AccessRuleUnknown */
  @Post('access-rules/:id/lifting')
  @HttpCode(204)
  @NeverCached()
  @ApiOperation({ summary: 'Lift a rule; doing it again changes nothing' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiNoContentResponse({ description: 'What only it withheld can be used again.' })
  @Refuses(404)
  async lift(@Param('id') id: string, @CurrentPrincipal() { personId }: Principal): Promise<void> {
    if (!isId(id)) throw new AccessRuleUnknown({}, 'id');
    await this.rules.lift(id, personId);
  }
}
