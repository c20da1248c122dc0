import { Inject, Injectable } from '@nestjs/common';
import { KeepPlace, PlaybackLinks, ReadTrack, TrackReads, type Track } from '@silkport/delivery';
import { CONFIG, type Config } from '@silkport/platform';
import { Clock } from '@silkport/values';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HeldItems } from '../held-items.js';
import { BookPage } from '../pages/reader-book.js';
import { TextPage } from '../pages/reader-text.js';
import { PagesPage } from '../pages/reader-pages.js';
import { PlayerPage } from '../pages/player.js';
import { renderPage } from '../render-page.js';
import type { Visitor } from '../visitor.js';
import { readerCookieName, readerLook, writeReaderLook, type ReaderLook } from './reader-look.js';
import type { WorkFrame } from './work-frame.js';

export interface ShownTrack {
  readonly visitor: Visitor;
  readonly frame: WorkFrame;
  readonly track: Track;
  /** Null of a sample, of which nothing is kept. */
  readonly entitlementId: string | null;
}

const yearSeconds = 365 * 24 * 3600;

/** Shows a track on its page, whatever it is: a recording to play, a book or a text to read. Who may see it has been asked before. */
@Injectable()
export class ShownTracks {
  constructor(
    private readonly tracks: TrackReads, private readonly reading: ReadTrack, private readonly places: KeepPlace, private readonly links: PlaybackLinks, private readonly clock: Clock,
    private readonly held: HeldItems, @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
  ) {}

  /** @throws TrackUnknown, BookUnreadable */
  async show(shown: ShownTrack, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { visitor, track, entitlementId } = shown;
    const head = { title: visitor.text(track.title).text, isPersonal: entitlementId !== null };
    if (track.form === 'book') return renderPage(reply, visitor, head, await this.book(shown, request, reply));
    if (track.form === 'text') return renderPage(reply, visitor, head, await this.text(shown, request, reply));
    if (track.form === 'pages' || track.form === 'picture') {
      if (entitlementId !== null) await this.reading.note(entitlementId, track.fileName ?? '', this.held.clientOf(request));
      const href = this.links.show(entitlementId, track.assetId ?? '', this.clock.now());
      return renderPage(reply, visitor, head, <PagesPage {...shown} href={href} />);
    }
    renderPage(reply, visitor, head, <PlayerPage {...shown} hrefOf={(assetId, isPlayed) => this.addressOf(shown, assetId, isPlayed)} />);
  }

  private addressOf({ entitlementId, frame }: ShownTrack, assetId: string, isPlayed: boolean): string {
    const now = this.clock.now();
    return entitlementId !== null && isPlayed ? this.links.play(entitlementId, assetId, now, frame.plays?.of(assetId).goesOnAs ?? undefined) : this.links.show(entitlementId, assetId, now);
  }

  private async book(shown: ShownTrack, request: FastifyRequest, reply: FastifyReply) {
    const { frame, track, entitlementId } = shown;
    const { part: wanted } = request.query as { part?: unknown };
    const asked = typeof wanted === 'string' && /^\d{1,4}$/.test(wanted) ? Number(wanted) : undefined;
    const client = this.held.clientOf(request);
    const read = await this.reading.part({ track, entitlementId, part: asked ?? track.place ?? 0, client, pageOf: (part) => frame.hrefOf(track, part) });
    if (entitlementId !== null && track.assetId !== null) {
      await this.places.keep(entitlementId, track.assetId, read.part);
      await this.reading.note(entitlementId, `${track.fileName ?? ''}: ${read.part + 1}/${read.parts}`, client);
    }
    return <BookPage {...shown} read={read} look={this.look(request, reply)} />;
  }

  private async text(shown: ShownTrack, request: FastifyRequest, reply: FastifyReply) {
    const { track, entitlementId, visitor } = shown;
    const body = visitor.text(await this.tracks.bodyOf(track));
    if (entitlementId !== null) {
      await this.places.keep(entitlementId, track.productId, track.number);
      await this.reading.note(entitlementId, visitor.text(track.title).text, this.held.clientOf(request));
    }
    return <TextPage {...shown} body={body} look={this.look(request, reply)} />;
  }

  private look(request: FastifyRequest, reply: FastifyReply): ReaderLook {
    const look = readerLook(request.query as { size?: unknown; theme?: unknown; style?: unknown }, request.cookies[readerCookieName]);
    const options = { path: '/', httpOnly: true, sameSite: 'lax', secure: this.config.publicUrl.startsWith('https:'), maxAge: yearSeconds } as const;
    if (look.isNew) void reply.setCookie(readerCookieName, writeReaderLook(look), options);
    return look;
  }
}
