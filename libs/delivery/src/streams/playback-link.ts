import { Injectable } from '@nestjs/common';
import { Signatures } from '@silkport/platform';
import { newId } from '@silkport/values';
import { PlaybackLinkExpired, PlaybackLinkInvalid } from './stream.errors.js';

/** What a link plays or shows. */
export interface PlaybackSubject {
  /** Null of a free sample. */
  readonly entitlementId: string | null;
  readonly assetId: string;
  /** The session that it belongs to; null of what is not played: captions, pages, pictures of a book. */
  readonly sessionId: string | null;
  /** A file beside the asset or inside it: a segment by the name in its playlist, a picture by its path in the book. */
  readonly piece: string | null;
}

export interface OpenedPlayback extends PlaybackSubject { readonly issuedAt: Date }

/** Names in a link, within the 500 characters that a path's part may have. */
export const longestPiece = 120;

/** Within this time a link has to be used first; what is played is kept alive by playing. Long enough for a page left open over lunch. */
const validForSeconds = 60 * 60;
/** However it is kept alive: a day is longer than anybody plays one thing without opening its page again. */
export const oldestSeconds = 24 * 60 * 60;

/** Signed links to play and read by. Whoever makes one has seen to it that the reader may. */
@Injectable()
export class PlaybackLinks {
  constructor(private readonly signatures: Signatures) {}

  /** The beginning of a session. @param sessionId of one that goes on instead @returns the path below the marketplace's address, `/v1/playback/<token>` */
  play(entitlementId: string, assetId: string, now: Date, sessionId: string = newId()): string {
    return this.linkFor({ entitlementId, assetId, sessionId, piece: null, issuedAt: now });
  }

  /** What is only shown. @param entitlementId null of a sample */
  show(entitlementId: string | null, assetId: string, now: Date, piece: string | null = null): string {
    return this.linkFor({ entitlementId, assetId, sessionId: null, piece, issuedAt: now });
  }

  /** A segment of what a link has opened: as good as that one, and no longer. */
  segment(opened: OpenedPlayback, piece: string): string {
    return this.linkFor({ ...opened, piece });
  }

  /** Up to a day old where it belongs to a session: that one tells whether it is alive. @throws PlaybackLinkInvalid, PlaybackLinkExpired */
  open(token: string, now: Date): OpenedPlayback {
    const [content = '', signature = '', ...rest] = token.split('.');
    // The signature is over the text as it was sent, so that no other spelling of the same bytes passes.
    if (rest.length || !this.signatures.verifies('playback', content, signature)) throw new PlaybackLinkInvalid();
    const [entitlementId = '', assetId = '', sessionId = '', issuedAtSeconds = '', ...piece] = Buffer.from(content, 'base64url').toString().split('|');
    const issuedAt = new Date(Number(issuedAtSeconds) * 1000);
    const opened = { entitlementId: entitlementId || null, assetId, sessionId: sessionId || null, piece: piece.join('|') || null, issuedAt };
    refuseOlder(opened, now, sessionId ? oldestSeconds : validForSeconds);
    return opened;
  }

  private linkFor({ entitlementId, assetId, sessionId, piece, issuedAt }: OpenedPlayback): string {
    const content = Buffer.from([entitlementId ?? '', assetId, sessionId ?? '', Math.floor(issuedAt.getTime() / 1000), piece ?? ''].join('|')).toString('base64url');
    return `/v1/playback/${content}.${this.signatures.sign('playback', content)}`;
  }
}

/** @throws PlaybackLinkExpired */
export function refuseStale(opened: OpenedPlayback, now: Date): void {
  refuseOlder(opened, now, validForSeconds);
}

function refuseOlder({ issuedAt }: OpenedPlayback, now: Date, seconds: number): void {
  const ageSeconds = (now.getTime() - issuedAt.getTime()) / 1000;
  // A clock that was set back makes a link look as if it came from tomorrow: a minute of that is between machines, more is not.
  if (!(ageSeconds < seconds && ageSeconds > -60)) throw new PlaybackLinkExpired();
}
