import { Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Put, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiNoContentResponse, ApiOperation, ApiParam, ApiPropertyOptional, ApiResponse, ApiTags } from '@nestjs/swagger';
import { CallsTooFast, CheckApiCall, CredentialRefused, ForwardCall, GatewayBodyRefused, gatewayPath, GatewayPathRefused, GiveBackCall, limitReached, quotaHeaders, QuotaUsedUp, refuseBody, retryAfterSeconds, UpstreamMissing, type AdmittedCall, type ApiCall } from '@silkport/delivery';
import { OrderReads } from '@silkport/ordering';
import { Allow, CONFIG, DomainError, type Config } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NeverCached } from '../../http/cache-headers.js';
import { Refuses } from '../../http/refuses.js';
import { HeldItems } from '../held-items.js';

export class CheckQuery {
  @ApiPropertyOptional({ description: 'Of the plan’s; its first one without it.', maxLength: 50, example: 'read' })
  @IsOptional() @MaxLength(50) @IsString()
  scope?: string;

  @ApiPropertyOptional({ type: 'integer', description: 'What the call takes of the quota; without it what the scope says.', minimum: 0, maximum: 1_000_000 })
  @IsOptional() @Type(() => Number) @IsInt() @Min(0) @Max(1_000_000)
  units?: number;
}

const anyAnswer = { description: 'Whatever the merchant’s API answers, in any status; its headers carry the quota besides.', content: { '*/*': { schema: { type: 'string', format: 'binary' } } } } as const;

/** Calls of buyers' programs to merchants' APIs. The credential in the call is the permission. */
@ApiTags('gateway')
@ApiHeader({ name: 'Authorization', required: false, description: '`Bearer` and the credential; or X-Api-Key.', schema: { type: 'string' } })
@ApiParam({ name: 'product', format: 'uuid' })
@Controller('v1/gateway/:product')
@Allow('public')
export class GatewayController {
  constructor(
    private readonly check: CheckApiCall, private readonly forward: ForwardCall, private readonly giveBack: GiveBackCall, private readonly orders: OrderReads, private readonly held: HeldItems, private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
  ) {}

  /** @throws CredentialRefused, CredentialForeign, ScopeRefused, CallsTooFast, QuotaUsedUp, AccessNotReady, AccessSuspended, AccessExpired */
  @Get('check')
  @HttpCode(204)
  @NeverCached()
  @ApiOperation({ summary: 'For a merchant’s own gateway: judge and count one call of the credential that comes along' })
  @ApiNoContentResponse({ description: 'Let it through: it is counted. The headers RateLimit and RateLimit-Policy tell what is left.' })
  @Refuses(400, 401, 402, 403, 410, 429)
  async judge(@Param('product') productId: string, @Query() { scope, units }: CheckQuery, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const admitted = await this.admit({ ...this.callerOf(productId, request), scope, units }, reply);
    void reply.header('x-silkport-entitlement', admitted.entitlementId).header('x-silkport-scope', admitted.scope);
  }

  @Get('*')
  @ApiOperation({ summary: 'Call the merchant’s API' })
  @ApiParam({ name: 'path', description: 'What follows, with its slashes.' })
  @ApiResponse({ status: 200, ...anyAnswer })
  @Refuses(400, 401, 402, 403, 404, 410, 429, 502)
  get(@Param('product') product: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.pass(product, request, reply);
  }

  @Post('*')
  @ApiOperation({ summary: 'Call the merchant’s API' })
  @ApiParam({ name: 'path', description: 'What follows, with its slashes.' })
  @ApiResponse({ status: 200, ...anyAnswer })
  @Refuses(400, 401, 402, 403, 404, 410, 429, 502)
  post(@Param('product') product: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.pass(product, request, reply);
  }

  @Put('*')
  @ApiOperation({ summary: 'Call the merchant’s API' })
  @ApiParam({ name: 'path', description: 'What follows, with its slashes.' })
  @ApiResponse({ status: 200, ...anyAnswer })
  @Refuses(400, 401, 402, 403, 404, 410, 429, 502)
  put(@Param('product') product: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.pass(product, request, reply);
  }

  @Patch('*')
  @ApiOperation({ summary: 'Call the merchant’s API' })
  @ApiParam({ name: 'path', description: 'What follows, with its slashes.' })
  @ApiResponse({ status: 200, ...anyAnswer })
  @Refuses(400, 401, 402, 403, 404, 410, 429, 502)
  patch(@Param('product') product: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.pass(product, request, reply);
  }

  @Delete('*')
  @ApiOperation({ summary: 'Call the merchant’s API' })
  @ApiParam({ name: 'path', description: 'What follows, with its slashes.' })
  @ApiResponse({ status: 200, ...anyAnswer })
  @Refuses(400, 401, 402, 403, 404, 410, 429, 502)
  remove(@Param('product') product: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.pass(product, request, reply);
  }

  private async pass(productId: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const caller = this.callerOf(productId, request);
    const path = this.pathOf(productId, request, caller);
    const { method, unreadBody } = request;
    const admitted = await this.admit({ ...caller, method: method === 'HEAD' ? 'GET' : method, path: path.plain }, reply);
    if (admitted.upstreamUrl === null) return this.returned(admitted, new UpstreamMissing());
    const body = unreadBody ? request.raw : undefined;
    let isBack = false;
    const undo = () => {
      if (!isBack) this.giveBack.run(admitted).catch((error: unknown) => request.log.error(error));
      isBack = true;
    };
    const answer = await this.forward.run({ method, path, productId, headers: request.raw.headers, bodyHeaders: unreadBody ?? {}, body }, admitted, undo).catch((error: DomainError) => this.returned(admitted, error));
    if (answer.status >= 500) undo();
    // What comes back is the merchant's, not ours: nothing in it may run under our address, and its bytes stay as they are.
    request.headers['x-no-compression'] = '1';
    void reply.status(answer.status).headers(answer.headers).header('content-security-policy', "sandbox; default-src 'none'").header('cache-control', 'private, no-store');
    await reply.send(answer.body);
  }

  private pathOf(productId: string, request: FastifyRequest, caller: Pick<ApiCall, 'token' | 'client'>) {
    try {
      refuseBody(request.method, request.unreadBody);
      return gatewayPath(request.raw.url ?? '', `/v1/gateway/${productId}`);
    } catch (error) {
      if (error instanceof GatewayPathRefused || error instanceof GatewayBodyRefused) this.check.noteRefused(error, caller.client);
      throw error;
    }
  }

  private callerOf(productId: string, request: FastifyRequest): Pick<ApiCall, 'token' | 'productId' | 'client'> {
    const key = request.headers['x-api-key'];
    const token = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? (typeof key === 'string' ? key : undefined);
    return { token, productId, client: this.held.clientOf(request) };
  }

  private async admit(call: ApiCall, reply: FastifyReply): Promise<AdmittedCall> {
    try {
      const admitted = await this.check.run(call);
      void reply.headers(quotaHeaders(admitted, this.clock.now()));
      return admitted;
    } catch (error) {
      if (error instanceof DomainError) await this.tellLimits(error, reply);
      throw error;
    }
  }

  private async tellLimits(error: DomainError, reply: FastifyReply): Promise<void> {
    if (error instanceof CredentialRefused) void reply.header('www-authenticate', 'Bearer');
    const reached = limitReached(error);
    if (!reached) return;
    const now = this.clock.now();
    void reply.headers(quotaHeaders(reached.standing, now));
    if (error instanceof CallsTooFast) void reply.header('retry-after', String(retryAfterSeconds(reached.standing, now)));
    if (error instanceof QuotaUsedUp) void reply.header('link', `<${await this.topUpUrl(reached)}>; rel="payment"`);
  }

  /** The product's page, in the language of the order. */
  private async topUpUrl({ orderId }: { readonly orderId: string }): Promise<string> {
    const order = await this.orders.byId(orderId);
    const product = order?.lines.find(({ deliveryKind }) => deliveryKind === 'api-access') ?? order?.lines[0];
    return `${this.config.publicUrl}/${order?.locale ?? 'en'}/products/${encodeURIComponent(product?.productSlug ?? '')}`;
  }

  private async returned(admitted: AdmittedCall, error: DomainError): Promise<never> {
    await this.giveBack.run(admitted);
    throw error;
  }
}
