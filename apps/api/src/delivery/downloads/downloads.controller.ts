import { Controller, Get, Head, Param, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { ChunkHashes, chunkBytes, ServeDownload } from '@silkport/delivery';
import { Allow } from '@silkport/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NeverCached } from '../../http/cache-headers.js';
import { Refuses } from '../../http/refuses.js';
import { HeldItems } from '../held-items.js';
import { ChunkHashesAnswer } from './chunk-hashes-answer.js';

const fileHeaders = Object.fromEntries(
  ['etag', 'accept-ranges', 'content-length', 'content-disposition', 'repr-digest'].map((name) => [name, { schema: { type: 'string' as const } }]),
);

/** Files that were bought. The link's own signature is the permission, so it works in a download program that knows no session. */
@ApiTags('delivery')
@ApiParam({ name: 'token', description: 'The end of a link of /v1/orders/{number}/deliveries.' })
@Controller('v1/downloads')
@Allow('signed-link')
export class DownloadsController {
  constructor(private readonly serveDownload: ServeDownload, private readonly hashes: ChunkHashes, private readonly items: HeldItems) {}

  /** Before the GET, whose own HEAD of Fastify would call every file empty. */
  @Head(':token')
  @ApiOperation({ summary: 'Size, digest and name of a file that was bought' })
  @ApiResponse({ status: 200, description: 'As for GET, without the bytes.', headers: fileHeaders })
  @ApiResponse({ status: 304, description: 'The client has it.' })
  @Refuses(403, 410)
  describe(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.answer('HEAD', token, request, reply);
  }

  /** @throws DownloadLinkInvalid, DownloadLinkExpired, DownloadLimitReached, AccessNotReady, AccessSuspended, AccessExpired */
  @Get(':token')
  @ApiOperation({ summary: 'A file that was bought, whole or in part' })
  @ApiHeader({ name: 'Range', required: false, description: 'One range of bytes.', schema: { type: 'string', example: 'bytes=1048576-' } })
  @ApiResponse({ status: 200, description: 'The file.', headers: fileHeaders, content: { '*/*': { schema: { type: 'string', format: 'binary' } } } })
  @ApiResponse({ status: 206, description: 'The part asked for.', headers: fileHeaders, content: { '*/*': { schema: { type: 'string', format: 'binary' } } } })
  @ApiResponse({ status: 302, description: 'The storage has it, at an address of its own that is good for a quarter of an hour.' })
  @ApiResponse({ status: 304, description: 'The client has it.' })
  @ApiResponse({ status: 416, description: 'The file has no such part.' })
  @Refuses(403, 410)
  download(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.answer('GET', token, request, reply);
  }

  /** @throws as `download` */
  @Get(':token/chunks')
  @NeverCached()
  @ApiOperation({ summary: 'Digests of a file that was bought, chunk by chunk, to check a large download while it runs' })
  @ApiOkResponse({ type: ChunkHashesAnswer })
  @Refuses(403, 410)
  async chunks(@Param('token') token: string, @Req() request: FastifyRequest): Promise<ChunkHashesAnswer> {
    return { ...(await this.hashes.of(token, this.items.clientOf(request))), chunkBytes };
  }

  private async answer(method: 'GET' | 'HEAD', token: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { headers } = request;
    // The compression plug-in looks for this; compressed bytes would fit neither the ranges nor the digest.
    headers['x-no-compression'] = '1';
    const { status, headers: described, body } = await this.serveDownload.run({
      token, method, client: this.items.clientOf(request),
      headers: { range: headers.range, ifNoneMatch: headers['if-none-match'], ifModifiedSince: headers['if-modified-since'], ifRange: headers['if-range'] as string | undefined },
    });
    await reply.status(status).headers(described).send(body);
  }
}
