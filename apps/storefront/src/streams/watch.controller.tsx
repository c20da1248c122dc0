import { Controller, Get, Param, Req, Res, UseFilters } from '@nestjs/common';
import { OpenWork, PlaysLeft, TrackUnknown } from '@silkport/delivery';
import { Allow } from '@silkport/platform';
import { locales } from '@silkport/values';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HeldItems, itemPath, type KeptItem } from '../held-items.js';
import { OrderUnknownFilter } from '../order-unknown.filter.js';
import { PageProblemFilter } from '../page-problem.filter.js';
import { PlayerContentsPage } from '../pages/player-contents.js';
import { renderPage } from '../render-page.js';
import type { Visitor } from '../visitor.js';
import { Visitors } from '../visitors.js';
import { ShownTracks } from './shown-tracks.js';
import type { WorkFrame } from './work-frame.js';

/** What was bought to be played and read, for whoever may use it. */
@Controller(locales.map((locale) => `${locale}/orders/:number/items/:entitlementId`))
@Allow('order-holder')
@UseFilters(PageProblemFilter, OrderUnknownFilter)
export class WatchController {
  constructor(private readonly visitors: Visitors, private readonly held: HeldItems, private readonly openWork: OpenWork, private readonly plays: PlaysLeft, private readonly shown: ShownTracks) {}

  /** @throws OrderUnknown, EntitlementUnknown, AccessNotReady, AccessSuspended, AccessExpired */
  @Get(['watch', 'read'])
  async contents(@Param('number') number: string, @Param('entitlementId') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const item = await this.held.require(number, id, request);
    const visitor = this.visitors.of(request);
    const frame = await this.frameOf(item, visitor, request);
    renderPage(reply, visitor, { title: visitor.text(frame.workName).text, isPersonal: true }, <PlayerContentsPage visitor={visitor} frame={frame} itemHref={visitor.link(itemPath(item))} />);
  }

  /** @throws as `contents`, TrackUnknown, BookUnreadable */
  @Get(['watch/:trackId', 'read/:trackId'])
  async track(@Param('number') number: string, @Param('entitlementId') id: string, @Param('trackId') trackId: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const item = await this.held.require(number, id, request);
    const visitor = this.visitors.of(request);
    const frame = await this.frameOf(item, visitor, request);
    const track = frame.tracks.find((each) => each.id === trackId);
    if (!track) throw new TrackUnknown();
    await this.shown.show({ visitor, frame, track, entitlementId: item.entitlement.id }, request, reply);
  }

  private async frameOf(item: KeptItem, visitor: Visitor, request: FastifyRequest): Promise<WorkFrame> {
    const { line, entitlement } = item;
    const client = this.held.clientOf(request);
    return {
      ...(await this.openWork.run(entitlement.id, client)), plays: await this.plays.of(entitlement.id, client), workName: line.productName, productCode: line.productCode, contentsHref: visitor.link(itemPath(item, '/watch')),
      hrefOf: (track, part) => withPart(visitor.link(itemPath(item, `/watch/${track.id}`)), part),
    };
  }
}

/** @param href may carry the order's key already */
export function withPart(href: string, part: number | undefined): string {
  return part === undefined ? href : `${href}${href.includes('?') ? '&' : '?'}part=${part}`;
}
