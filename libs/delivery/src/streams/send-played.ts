import { Injectable } from '@nestjs/common';
import { Clock } from '@silkport/values';
import { answerFile, type FileAnswer, type FileCall } from '../downloads/file-answer.js';
import { LimitedBytes } from '../downloads/limited-bytes.js';
import { RecordDownload } from '../downloads/record-download.js';
import type { AccessClient } from '../entitlements/access-log.js';
import type { FoundPlayback } from './find-playback.js';
import type { PlayedFile } from './played-file.js';
import { ReadTrack } from './read-track.js';
import { RecordPlayback } from './record-playback.js';
import { ToldPlayback } from './told-playback.js';

export interface SentPlayback {
  /** Null of what is only shown. */
  readonly sessionId: string | null;
  readonly found: FoundPlayback;
  readonly file: PlayedFile;
  readonly call: FileCall;
  readonly client: AccessClient;
}

/** Sends what is played, and writes it down: a recording by its session, a file that is shown whole as one that was read, and by its limit as a download. */
@Injectable()
export class SendPlayed {
  constructor(
    private readonly playback: RecordPlayback, private readonly limited: LimitedBytes, private readonly download: RecordDownload, private readonly reading: ReadTrack, private readonly clock: Clock,
  ) {}

  playlist(sessionId: string | null, bytes: Buffer, { method }: FileCall): FileAnswer {
    const headers = { 'content-type': 'application/vnd.apple.mpegurl', 'content-disposition': 'inline', 'cache-control': 'no-store' };
    return new ToldPlayback(this.playback, sessionId).whole(bytes, headers, method);
  }

  /** @throws DownloadLimitReached */
  async file({ sessionId, found, file, call, client }: SentPlayback): Promise<FileAnswer> {
    const told = new ToldPlayback(this.playback, sessionId);
    const { holder, fileName } = found;
    if (!holder || !file.isWhole) return told.watch(await answerFile(file.storage, file, call, ({ sentBytes }) => told.sent(sentBytes)));
    const subject = { ...file, ...holder, fileName };
    const startedAt = this.clock.now();
    let begunBytes = 0;
    return told.watch(await answerFile(file.storage, file, call, (sent) => {
      told.sent(sent.sentBytes);
      if (holder.completedLimit === null) return;
      this.download.run({ ...subject, ...sent, startedAt, endedAt: this.clock.now(), client });
      this.download.track(this.limited.giveBack(subject, begunBytes - sent.sentBytes), subject);
    }, async (bytes) => {
      await this.limited.reserve(subject, bytes);
      begunBytes = bytes;
      if (sessionId === null) await this.reading.note(holder.entitlementId, fileName, client);
    }));
  }
}
