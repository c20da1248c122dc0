import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put, Query, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { ApiAccessReads, EntitlementUnknown, IssueCredential, JoinTopUp, RevokeCredential, RotateCredential, type HeldItem } from '@silkport/delivery';
import { CurrentPrincipal, type Principal } from '@silkport/identity';
import { OrderUnknown } from '@silkport/ordering';
import { Allow, CONFIG, type Config, type IdempotentRequest } from '@silkport/platform';
import { Clock } from '@silkport/values';
import type { FastifyRequest } from 'fastify';
import { NeverCached } from '../../http/cache-headers.js';
import { Claim, CreatesOnce } from '../../http/creates-once.js';
import { Refuses } from '../../http/refuses.js';
import { OrderKeyQuery } from '../../ordering/order-key-query.js';
import { HeldItems } from '../held-items.js';
import { ApiAccessAnswer, accessAnswer, issuedAnswer, IssuedCredentialAnswer, JoinedAccessDto, NewCredentialDto, RotationDto, spanOf, usageAnswer, UsageAnswer, UsageSpanQuery } from './api-access-answer.js';

/** Access to a merchant's API, for who bought it. */
@ApiTags('delivery')
@ApiParam({ name: 'entitlementId', format: 'uuid' })
@Controller('v1/orders/:number/deliveries/:entitlementId/api')
@Allow('order-holder')
export class ApiAccessController {
  constructor(
    private readonly held: HeldItems, private readonly access: ApiAccessReads, private readonly issueCredential: IssueCredential, private readonly rotateCredential: RotateCredential,
    private readonly revokeCredential: RevokeCredential, private readonly joinTopUp: JoinTopUp, private readonly clock: Clock, @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
  ) {}

  /** @throws OrderUnknown, EntitlementUnknown, ApiPlanUnknown */
  @Get()
  @NeverCached()
  @ApiOperation({ summary: 'What was bought of an API: where to call it, what is left, and the credentials' })
  @ApiOkResponse({ type: ApiAccessAnswer })
  @Refuses(400, 404)
  async show(@Param('number') number: string, @Param('entitlementId') id: string, @Query() { key }: OrderKeyQuery, @CurrentPrincipal() principal?: Principal): Promise<ApiAccessAnswer> {
    const { entitlement } = await this.held.require(number, id, key, principal);
    return accessAnswer(await this.access.of(entitlement.id), gatewayUrlOf(this.config.publicUrl, entitlement));
  }

  /** @throws ApiPlanUnknown, ApiAccessElsewhere, TooManyCredentials, ScopeRefused, AccessNotReady, AccessSuspended, AccessExpired */
  @Post('credentials')
  @CreatesOnce('anew')
  @NeverCached()
  @ApiOperation({ summary: 'Make a credential; its secret is told once' })
  @ApiCreatedResponse({ type: IssuedCredentialAnswer })
  @Refuses(403, 404, 409, 410)
  async issue(
    @Param('number') number: string, @Param('entitlementId') id: string, @Query() { key }: OrderKeyQuery, @Body() { name, scopes }: NewCredentialDto, @Claim() claim: IdempotentRequest,
    @Req() request: FastifyRequest, @CurrentPrincipal() principal?: Principal,
  ): Promise<IssuedCredentialAnswer> {
    const { entitlement } = await this.held.require(number, id, key, principal);
    return issuedAnswer(await this.issueCredential.run({ entitlementId: entitlement.id, generation: entitlement.generation, name, scopes: scopes ?? null, client: this.held.clientOf(request) }, claim));
  }

  /** @throws ApiCredentialUnknown, AccessNotReady, AccessSuspended, AccessExpired */
  @Post('credentials/:credentialId/rotation')
  @CreatesOnce('anew')
  @NeverCached()
  @ApiOperation({ summary: 'Replace a credential; the old one goes on for a while' })
  @ApiParam({ name: 'credentialId', format: 'uuid' })
  @ApiCreatedResponse({ type: IssuedCredentialAnswer })
  @Refuses(403, 404, 409, 410)
  async rotate(
    @Param('number') number: string, @Param('entitlementId') id: string, @Param('credentialId') credentialId: string, @Query() { key }: OrderKeyQuery, @Body() { overlapHours = 24 }: RotationDto,
    @Claim() claim: IdempotentRequest, @Req() request: FastifyRequest, @CurrentPrincipal() principal?: Principal,
  ): Promise<IssuedCredentialAnswer> {
    const { entitlement } = await this.held.require(number, id, key, principal);
    return issuedAnswer(await this.rotateCredential.run({ entitlementId: entitlement.id, generation: entitlement.generation, credentialId, overlapHours, client: this.held.clientOf(request) }, claim));
  }

  /** @throws ApiCredentialUnknown */
  @Delete('credentials/:credentialId')
  @HttpCode(204)
  @NeverCached()
  @ApiOperation({ summary: 'Revoke a credential at once; doing it again changes nothing' })
  @ApiParam({ name: 'credentialId', format: 'uuid' })
  @ApiNoContentResponse({ description: 'It is revoked.' })
  @Refuses(400, 404)
  async revoke(
    @Param('number') number: string, @Param('entitlementId') id: string, @Param('credentialId') credentialId: string, @Query() { key }: OrderKeyQuery, @CurrentPrincipal() principal?: Principal,
  ): Promise<void> {
    const { entitlement } = await this.held.require(number, id, key, principal);
    await this.revokeCredential.run(entitlement.id, credentialId);
  }

  /** Asking for the same again changes nothing. @throws OrderUnknown, EntitlementUnknown, ApiPlanUnknown, ApiAccessElsewhere, TopUpUnfit, AccessNotReady, AccessSuspended, AccessExpired */
  @Put('joined')
  @NeverCached()
  @ApiOperation({ summary: 'Add what is left of a top-up to another purchase of the same API; the credentials that the top-up has of its own end' })
  @ApiOkResponse({ type: ApiAccessAnswer })
  @Refuses(400, 403, 404, 409, 410, 422)
  async join(@Param('number') number: string, @Param('entitlementId') id: string, @Query() { key }: OrderKeyQuery, @Body() target: JoinedAccessDto, @CurrentPrincipal() principal?: Principal): Promise<ApiAccessAnswer> {
    const { entitlement } = await this.held.require(number, id, key, principal);
    const joined = await this.held.require(target.orderNumber.toUpperCase(), target.entitlementId, target.key, principal).catch((error: unknown) => { throw ofTarget(error); });
    await this.joinTopUp.run({ topUpId: entitlement.id, targetId: joined.entitlement.id });
    return accessAnswer(await this.access.of(entitlement.id), gatewayUrlOf(this.config.publicUrl, entitlement));
  }

  @Get('usage')
  @NeverCached()
  @ApiOperation({ summary: 'Calls by hour or day and scope; to whom a seat was given those of the hours since' })
  @ApiOkResponse({ type: UsageAnswer })
  @Refuses(400, 404)
  async usage(@Param('number') number: string, @Param('entitlementId') id: string, @Query() query: UsageSpanQuery, @CurrentPrincipal() principal?: Principal): Promise<UsageAnswer> {
    const { entitlement, holdsOrder } = await this.held.require(number, id, query.key, principal);
    return usageAnswer(await this.access.usage(entitlement.id, spanOf(query, this.clock.now()), { holdsOrder }));
  }
}

/** What was not found is what the body named. */
function ofTarget(error: unknown): unknown {
  if (error instanceof OrderUnknown) return new OrderUnknown({}, 'orderNumber');
  return error instanceof EntitlementUnknown ? new EntitlementUnknown({}, 'entitlementId') : error;
}

export function gatewayUrlOf(publicUrl: string, { productId }: Pick<HeldItem['entitlement'], 'productId'>): string {
  return `${publicUrl}/v1/gateway/${productId}`;
}
