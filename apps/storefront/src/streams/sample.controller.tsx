import { Controller, Get, Param, Req, Res, UseFilters } from '@nestjs/common';
import { ProductReads, ProductUnknown, ProductWithdrawn } from '@silkport/catalog';
import { TrackReads, TrackUnknown } from '@silkport/delivery';
import { Allow } from '@silkport/platform';
import { locales } from '@silkport/values';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PageProblemFilter } from '../page-problem.filter.js';
import { PlayerContentsPage } from '../pages/player-contents.js';
import { renderPage } from '../render-page.js';
import type { Visitor } from '../visitor.js';
import { Visitors } from '../visitors.js';
import { ShownTracks } from './shown-tracks.js';
import { withPart } from './watch.controller.js';
import type { WorkFrame } from './work-frame.js';

/** What everybody may play and read of a product before buying it. */
@Controller(locales.map((locale) => `${locale}/products/:slug/sample`))
@Allow('public')
@UseFilters(PageProblemFilter)
export class SampleController {
  constructor(private readonly visitors: Visitors, private readonly products: ProductReads, private readonly tracks: TrackReads, private readonly shown: ShownTracks) {}

  /** Where one thing is free, it is shown at once. @throws ProductUnknown, ProductWithdrawn, TrackUnknown */
  @Get()
  async contents(@Param('slug') slug: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visitor = this.visitors.of(request);
    const frame = await this.frameOf(slug, visitor);
    const [only, ...others] = frame.tracks;
    if (!only) throw new TrackUnknown();
    if (!others.length) return this.shown.show({ visitor, frame, track: only, entitlementId: null }, request, reply);
    const title = visitor.text(frame.workName).text;
    renderPage(reply, visitor, { title }, <PlayerContentsPage visitor={visitor} frame={frame} itemHref={visitor.link(`/products/${encodeURIComponent(slug)}`)} />);
  }

  /** @throws as `contents`, BookUnreadable */
  @Get(':trackId')
  async track(@Param('slug') slug: string, @Param('trackId') trackId: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visitor = this.visitors.of(request);
    const frame = await this.frameOf(slug, visitor);
    const track = frame.tracks.find(({ id }) => id === trackId);
    if (!track) throw new TrackUnknown();
    await this.shown.show({ visitor, frame, track, entitlementId: null }, request, reply);
  }

  private async frameOf(slug: string, visitor: Visitor): Promise<WorkFrame> {
    const product = await this.products.bySlug(slug, visitor.currency, visitor.country);
    if (!product) throw new ProductUnknown();
    if (product.status === 'withdrawn') throw new ProductWithdrawn();
    const page = visitor.link(`/products/${encodeURIComponent(slug)}`);
    return {
      workName: product.name, productCode: product.code, tracks: await this.tracks.samplesOf(product.id), coming: [], contentsHref: `${page}/sample`, buyHref: page,
      hrefOf: (track, part) => withPart(`${page}/sample/${track.id}`, part),
    };
  }
}
