import { Injectable } from '@nestjs/common';
import type { FileAnswer, FileCall } from '../downloads/file-answer.js';
import type { AccessClient } from '../entitlements/access-log.js';
import { RefusedAccesses } from '../entitlements/refused-accesses.js';
import { BeginPlayback } from './begin-playback.js';
import { FindPlayback } from './find-playback.js';
import type { OpenedPlayback } from './playback-link.js';
import { PlayedFiles } from './played-file.js';
import { SendPlayed } from './send-played.js';

export interface PlaybackCall extends FileCall {
  readonly token: string;
  readonly client: AccessClient;
}

/** Answers a signed link of a player or a reader: recordings by ranges, playlists with each address in them signed, pictures of books, pages. */
@Injectable()
export class ServePlayback {
  constructor(
    private readonly playbacks: FindPlayback, private readonly files: PlayedFiles, private readonly begin: BeginPlayback, private readonly send: SendPlayed, private readonly refused: RefusedAccesses,
  ) {}

  /** @throws PlaybackLinkInvalid, PlaybackLinkExpired, PlaybackTakenOver, PlaybackElsewhere, PlaylistRefused, BookUnreadable, DownloadLimitReached, PlayLimitReached, AccessNotReady, AccessSuspended, AccessExpired */
  async run({ token, client, ...call }: PlaybackCall): Promise<FileAnswer> {
    let entitlementId: string | null = null;
    try {
      const opened = this.playbacks.open(token);
      entitlementId = opened.entitlementId;
      return await this.answer(opened, client, call);
    } catch (error) {
      throw this.refused.note(error, { entitlementId, client });
    }
  }

  private async answer(opened: OpenedPlayback, client: AccessClient, call: FileCall): Promise<FileAnswer> {
    const { sessionId, entitlementId, assetId } = opened;
    const found = await this.playbacks.run(opened, client);
    const file = await this.files.of(found, opened.piece);
    // Who only asks for the headers has played nothing.
    if (sessionId !== null && entitlementId !== null && !found.hasBegun && call.method === 'GET') await this.begin.run({ sessionId, entitlementId, assetId, fileName: found.fileName, client });
    if (file.playlistName !== null) return this.send.playlist(sessionId, await this.files.playlist(opened, file, file.playlistName), call);
    return this.send.file({ sessionId, found, file, call, client });
  }
}
