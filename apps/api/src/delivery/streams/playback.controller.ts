import { Body, Controller, Get, Head, HttpCode, Param, Put, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiNoContentResponse, ApiOperation, ApiParam, ApiProperty, ApiResponse, ApiTags } from '@nestjs/swagger';
import { KeepPlace, ServePlayback } from '@silkport/delivery';
import { Allow } from '@silkport/platform';
import { IsNumber, Max, Min } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NeverCached } from '../../http/cache-headers.js';
import { Refuses } from '../../http/refuses.js';
import { HeldItems } from '../held-items.js';

const fileHeaders = Object.fromEntries(['etag', 'accept-ranges', 'content-length', 'content-disposition'].map((name) => [name, { schema: { type: 'string' as const } }]));

/** A week: longer is no recording. */
const mostSeconds = 7 * 24 * 3600;

export class PlaceDto {
  @ApiProperty({ description: 'Where the recording is now, from its beginning.', minimum: 0, maximum: mostSeconds, example: 754.2 })
  @Max(mostSeconds) @Min(0) @IsNumber({ allowInfinity: false, allowNaN: false })
  seconds: number;
}

/** What is played and read where it was bought. The link's own signature is the permission: a player of the browser's own knows no session. */
@ApiTags('delivery')
@ApiParam({ name: 'token', description: 'The end of a link of /v1/orders/{number}/deliveries/{entitlementId}/tracks, or of a product’s samples.' })
@Controller('v1/playback')
@Allow('signed-link')
export class PlaybackController {
  constructor(private readonly servePlayback: ServePlayback, private readonly keepPlace: KeepPlace, private readonly items: HeldItems) {}

  /** Before the GET, whose own HEAD of Fastify would call every file empty. */
  @Head(':token')
  @ApiOperation({ summary: 'Size and type of what is played' })
  @ApiResponse({ status: 200, description: 'As for GET, without the bytes.', headers: fileHeaders })
  @Refuses(403, 410, 422)
  describe(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.answer('HEAD', token, request, reply);
  }

  /** @throws PlaybackLinkInvalid, PlaybackLinkExpired, PlaybackTakenOver, PlaybackElsewhere, PlaylistRefused, PlayLimitReached, BookUnreadable, AccessNotReady, AccessSuspended, AccessExpired */
  @Get(':token')
  @ApiOperation({ summary: 'A recording, a playlist or its segments, pages: shown in place, whole or in part' })
  @ApiHeader({ name: 'Range', required: false, description: 'One range of bytes.', schema: { type: 'string', example: 'bytes=1048576-' } })
  @ApiResponse({ status: 200, description: 'The bytes.', headers: fileHeaders, content: { '*/*': { schema: { type: 'string', format: 'binary' } } } })
  @ApiResponse({ status: 206, description: 'The part asked for.', headers: fileHeaders, content: { '*/*': { schema: { type: 'string', format: 'binary' } } } })
  @ApiResponse({ status: 304, description: 'The client has it.' })
  @ApiResponse({ status: 416, description: 'There is no such part.' })
  @Refuses(403, 410, 422)
  play(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.answer('GET', token, request, reply);
  }

  /** @throws as `play` */
  @Put(':token/place')
  @HttpCode(204)
  @NeverCached()
  @ApiOperation({ summary: 'Keep where a recording is now, so that it goes on from there; also keeps its link alive' })
  @ApiNoContentResponse({ description: 'It is kept.' })
  @Refuses(400, 403, 410)
  async keep(@Param('token') token: string, @Body() { seconds }: PlaceDto, @Req() request: FastifyRequest): Promise<void> {
    await this.keepPlace.ofPlayback(token, seconds, this.items.clientOf(request));
  }

  private async answer(method: 'GET' | 'HEAD', token: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { headers } = request;
    // The compression plug-in looks for this; compressed bytes would not fit the ranges.
    headers['x-no-compression'] = '1';
    const { status, headers: described, body } = await this.servePlayback.run({
      token, method, client: this.items.clientOf(request),
      headers: { range: headers.range, ifNoneMatch: headers['if-none-match'], ifModifiedSince: headers['if-modified-since'], ifRange: headers['if-range'] as string | undefined },
    });
    await reply.status(status).headers({ ...described, 'content-security-policy': policyOf(described['content-type']) }).send(body);
  }
}

/**
 * A merchant's file under our own address: nothing in it runs and nothing is loaded, wherever it is opened. Pages (PDF) may stand in a
 * page of ours, and their viewer does not bear a sandbox.
 */
function policyOf(contentType: string | undefined): string {
  return contentType?.startsWith('application/pdf') ? "frame-ancestors 'self'" : "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";
}
