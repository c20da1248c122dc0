import { Controller, Get, HttpCode, Param, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiNoContentResponse, ApiOperation, ApiParam, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Allow } from '@silkport/platform';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NeverCached } from '../../http/cache-headers.js';
import { Refuses } from '../../http/refuses.js';
import { AdmitCall } from './admit-call.js';

export class CheckQuery {
  @ApiPropertyOptional({ description: 'Of the plan’s; its first one without it.', maxLength: 50, example: 'read' })
  @IsOptional() @MaxLength(50) @IsString()
  scope?: string;

  @ApiPropertyOptional({ type: 'integer', description: 'What the call takes of the quota; without it what the scope says.', minimum: 0, maximum: 1_000_000 })
  @IsOptional() @Type(() => Number) @IsInt() @Min(0) @Max(1_000_000)
  units?: number;
}

/** For merchants who let calls in by themselves. It is no path of the gateway: below that all paths are the upstream's. */
@ApiTags('gateway')
@ApiHeader({ name: 'Authorization', required: false, description: '`Bearer` and the credential; or X-Api-Key.', schema: { type: 'string' } })
@ApiParam({ name: 'product', format: 'uuid' })
@Controller('v1/gateway-checks/:product')
@Allow('public')
export class GatewayChecksController {
  constructor(private readonly gate: AdmitCall) {}

  /** @throws CredentialRefused, CredentialForeign, ScopeRefused, CallsTooFast, QuotaUsedUp, AccessNotReady, AccessSuspended, AccessExpired */
  @Get()
  @HttpCode(204)
  @NeverCached()
  @ApiOperation({ summary: 'For a merchant’s own gateway: judge and count one call of the credential that comes along' })
  @ApiNoContentResponse({ description: 'Let it through: it is counted. The headers RateLimit and RateLimit-Policy tell what is left.' })
  @Refuses(400, 401, 402, 403, 410, 429)
  async judge(@Param('product') productId: string, @Query() { scope, units }: CheckQuery, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const admitted = await this.gate.admit({ ...this.gate.callerOf(productId, request), scope, units }, reply);
    void reply.header('x-silkport-entitlement', admitted.entitlementId).header('x-silkport-scope', admitted.scope);
  }
}
