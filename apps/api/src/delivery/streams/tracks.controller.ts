import { Controller, Get, Inject, Param, Query, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { OpenWork, PlaybackLinks, PlaysLeft } from '@silkport/delivery';
import { CurrentPrincipal, type Principal } from '@silkport/identity';
import { Allow, CONFIG, type Config } from '@silkport/platform';
import { Clock, translation, type Locale } from '@silkport/values';
import type { FastifyRequest } from 'fastify';
import { NeverCached } from '../../http/cache-headers.js';
import { ReaderLocale } from '../../http/reader-locale.js';
import { Refuses } from '../../http/refuses.js';
import { OrderKeyQuery } from '../../ordering/order-key-query.js';
import { HeldItems } from '../held-items.js';
import { trackAnswer, TracksAnswer } from './track-answer.js';

@ApiTags('delivery')
@ApiParam({ name: 'entitlementId', format: 'uuid' })
@Controller('v1/orders/:number/deliveries/:entitlementId/tracks')
@Allow('order-holder')
export class TracksController {
  constructor(
    private readonly held: HeldItems, private readonly openWork: OpenWork, private readonly links: PlaybackLinks, private readonly playsOf: PlaysLeft, private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
  ) {}

  /** @throws OrderUnknown, EntitlementUnknown, AccessNotReady, AccessSuspended, AccessExpired */
  @Get()
  @NeverCached()
  @ApiOperation({ summary: 'What can be played and read of something bought, with fresh links, and where its buyer stopped' })
  @ApiOkResponse({ type: TracksAnswer })
  @Refuses(400, 403, 404, 410)
  async list(
    @Param('number') number: string, @Param('entitlementId') entitlementId: string, @Query() { key }: OrderKeyQuery, @ReaderLocale() reader: Locale, @Req() request: FastifyRequest, @CurrentPrincipal() principal?: Principal,
  ): Promise<TracksAnswer> {
    const { entitlement, order } = await this.held.require(number, entitlementId, key, principal);
    const client = this.held.clientOf(request);
    const { tracks, coming } = await this.openWork.run(entitlement.id, client);
    const plays = await this.playsOf.of(entitlement.id, client);
    const { publicUrl } = this.config;
    const now = this.clock.now();
    const urlOf = (assetId: string, isPlayed: boolean) => publicUrl + (isPlayed ? this.links.play(entitlement.id, assetId, now, plays.of(assetId).goesOnAs ?? undefined) : this.links.show(entitlement.id, assetId, now));
    const query = key === undefined ? '' : `?key=${encodeURIComponent(key)}`;
    return {
      items: tracks.map((track) => trackAnswer(track, { urlOf, plays, page: `${publicUrl}/${reader}/orders/${order.number}/items/${entitlement.id}/watch/${track.id}${query}` }, reader)),
      coming: coming.map(({ title, publishedAt }) => ({ title: translation(title, reader).text, publishedAt: publishedAt.toISOString() })),
    };
  }
}
