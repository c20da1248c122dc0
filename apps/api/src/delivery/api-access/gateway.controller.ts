import { Controller, Delete, Get, Param, Patch, Post, Put, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { CallsAtOnce, CheckApiCall, ForwardCall, GatewayBodyRefused, gatewayPath, GatewayPathRefused, GiveBackCall, refuseBody, UpstreamBusy, UpstreamMissing, type AdmittedCall, type ApiCall } from '@silkport/delivery';
import { Allow, type DomainError } from '@silkport/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refuses } from '../../http/refuses.js';
import { AdmitCall } from './admit-call.js';

const anyAnswer = { description: 'Whatever the merchant’s API answers, in any status; its headers carry the quota besides.', content: { '*/*': { schema: { type: 'string', format: 'binary' } } } } as const;

/** Calls of buyers' programs to merchants' APIs. The credential in the call is the permission. */
@ApiTags('gateway')
@ApiHeader({ name: 'Authorization', required: false, description: '`Bearer` and the credential; or X-Api-Key.', schema: { type: 'string' } })
@ApiParam({ name: 'product', format: 'uuid' })
@Controller('v1/gateway/:product')
@Allow('public')
export class GatewayController {
  constructor(private readonly check: CheckApiCall, private readonly gate: AdmitCall, private readonly forward: ForwardCall, private readonly giveBack: GiveBackCall) {}

  @Get('*')
  @ApiOperation({ summary: 'Call the merchant’s API' })
  @ApiParam({ name: 'path', description: 'What follows, with its slashes.' })
  @ApiResponse({ status: 200, ...anyAnswer })
  @Refuses(400, 401, 402, 403, 404, 410, 429, 502, 503)
  get(@Param('product') product: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.pass(product, request, reply);
  }

  @Post('*')
  @ApiOperation({ summary: 'Call the merchant’s API' })
  @ApiParam({ name: 'path', description: 'What follows, with its slashes.' })
  @ApiResponse({ status: 200, ...anyAnswer })
  @Refuses(400, 401, 402, 403, 404, 410, 429, 502, 503)
  post(@Param('product') product: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.pass(product, request, reply);
  }

  @Put('*')
  @ApiOperation({ summary: 'Call the merchant’s API' })
  @ApiParam({ name: 'path', description: 'What follows, with its slashes.' })
  @ApiResponse({ status: 200, ...anyAnswer })
  @Refuses(400, 401, 402, 403, 404, 410, 429, 502, 503)
  put(@Param('product') product: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.pass(product, request, reply);
  }

  @Patch('*')
  @ApiOperation({ summary: 'Call the merchant’s API' })
  @ApiParam({ name: 'path', description: 'What follows, with its slashes.' })
  @ApiResponse({ status: 200, ...anyAnswer })
  @Refuses(400, 401, 402, 403, 404, 410, 429, 502, 503)
  patch(@Param('product') product: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.pass(product, request, reply);
  }

  @Delete('*')
  @ApiOperation({ summary: 'Call the merchant’s API' })
  @ApiParam({ name: 'path', description: 'What follows, with its slashes.' })
  @ApiResponse({ status: 200, ...anyAnswer })
  @Refuses(400, 401, 402, 403, 404, 410, 429, 502, 503)
  remove(@Param('product') product: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.pass(product, request, reply);
  }

  private async pass(productId: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const caller = this.gate.callerOf(productId, request);
    const path = this.pathOf(productId, request, caller);
    const { method, unreadBody, raw: { socket } } = request;
    const admitted = await this.gate.admit({ ...caller, method, path: path.plain }, reply);
    if (admitted.upstreamUrl === null) return this.returned(admitted, new UpstreamMissing());
    const body = unreadBody ? request.raw : undefined;
    let isBack = false;
    const undo = () => {
      if (!isBack) this.giveBack.run(admitted).catch((error: unknown) => request.log.error(error));
      isBack = true;
    };
    const answer = await this.forward.run({ method, path, productId, headers: request.raw.headers, bodyHeaders: unreadBody ?? {}, body }, admitted, undo).catch((error: DomainError) => {
      if (error instanceof CallsAtOnce || error instanceof UpstreamBusy) void reply.header('retry-after', '1');
      // Whoever leaves before the answer has called: else calls would be for nothing that nobody waits for.
      if (socket.destroyed) throw error;
      return this.returned(admitted, error);
    });
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

  private async returned(admitted: AdmittedCall, error: DomainError): Promise<never> {
    await this.giveBack.run(admitted);
    throw error;
  }
}
