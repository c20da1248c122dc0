import { Controller, Get, Head, Inject, Param, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { ServeDownload } from '@silkport/delivery';
import { Allow, CONFIG, type Config } from '@silkport/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refuses } from '../http/refuses.js';

const fileHeaders = Object.fromEntries(
  ['etag', 'accept-ranges', 'content-length', 'content-disposition', 'repr-digest'].map((name) => [name, { schema: { type: 'string' as const } }]),
);

/** Files that were bought. The link's own signature is the permission, so it works in a download program that knows no session. */
@ApiTags('delivery')
@ApiParam({ name: 'token', description: 'The end of a link of /v1/orders/{number}/deliveries.' })
@Controller('v1/downloads')
@Allow('signed-link')
export class DownloadsController {
  constructor(private readonly serveDownload: ServeDownload, @Inject(CONFIG) private readonly config: Pick<Config, 'countryHeader'>) {}

  /** Before the GET, whose own HEAD of Fastify would call every file empty. */
  @Head(':token')
  @ApiOperation({ summary: 'Size, digest and name of a file that was bought' })
  @ApiResponse({ status: 200, description: 'As for GET, without the bytes.', headers: fileHeaders })
  @ApiResponse({ status: 304, description: 'The client has it.' })
  @Refuses(403, 410)
  describe(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.answer('HEAD', token, request, reply);
  }

  /** @throws DownloadLinkInvalid, DownloadLinkExpired, AccessSuspended */
  @Get(':token')
  @ApiOperation({ summary: 'A file that was bought, whole or in part' })
  @ApiHeader({ name: 'Range', required: false, description: 'One range of bytes.', schema: { type: 'string', example: 'bytes=1048576-' } })
  @ApiResponse({ status: 200, description: 'The file.', headers: fileHeaders, content: { '*/*': { schema: { type: 'string', format: 'binary' } } } })
  @ApiResponse({ status: 206, description: 'The part asked for.', headers: fileHeaders, content: { '*/*': { schema: { type: 'string', format: 'binary' } } } })
  @ApiResponse({ status: 304, description: 'The client has it.' })
  @ApiResponse({ status: 416, description: 'The file has no such part.' })
  @Refuses(403, 410)
  download(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.answer('GET', token, request, reply);
  }

  private async answer(method: 'GET' | 'HEAD', token: string, { headers }: FastifyRequest, reply: FastifyReply): Promise<void> {
    // The compression plug-in looks for this; compressed bytes would fit neither the ranges nor the digest.
    headers['x-no-compression'] = '1';
    const { status, headers: described, body } = await this.serveDownload.run({
      token, method, client: { country: this.countryOf(headers), userAgent: headers['user-agent'] },
      headers: { range: headers.range, ifNoneMatch: headers['if-none-match'], ifModifiedSince: headers['if-modified-since'], ifRange: headers['if-range'] as string | undefined },
    });
    await reply.status(status).headers(described).send(body);
  }

  private countryOf(headers: FastifyRequest['headers']): string | undefined {
    const country = this.config.countryHeader && headers[this.config.countryHeader];
    return typeof country === 'string' && /^[a-z]{2}$/i.test(country) ? country.toUpperCase() : undefined;
  }
}
