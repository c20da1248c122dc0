import { Injectable } from '@nestjs/common';
import { ObjectStorage } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { contentDisposition } from './content-disposition.js';
import { DownloadLimitReached } from '../delivery.errors.js';
import type { AccessClient } from '../entitlements/access-log.js';
import { answerFile, type FileAnswer, type FileCall } from './file-answer.js';
import { FindDownload, type FoundDownload } from './find-download.js';
import { LimitedBytes } from './limited-bytes.js';
import { linkedAnswer, type LinkedAnswer } from './linked-answer.js';
import { RecordDownload } from './record-download.js';

export interface DownloadCall extends FileCall {
  readonly token: string;
  readonly client: AccessClient;
}

export type DownloadAnswer = FileAnswer | LinkedAnswer;

/** Answers a signed download link, and writes down what of the file was really sent. */
@Injectable()
export class ServeDownload {
  constructor(
    private readonly downloads: FindDownload, private readonly storage: ObjectStorage, private readonly limited: LimitedBytes, private readonly recordDownload: RecordDownload,
    private readonly clock: Clock,
  ) {}

  /** @throws DownloadLinkInvalid, DownloadLinkExpired, DownloadLimitReached, AccessNotReady, AccessSuspended, AccessExpired */
  async run({ token, client, ...call }: DownloadCall): Promise<DownloadAnswer> {
    const startedAt = this.clock.now();
    const file = await this.downloads.run(token, client);
    // The storage sends as often as it is asked: what has a limit goes through here.
    const linked = file.completedLimit === null ? await linkedAnswer(this.storage, file, call) : undefined;
    if (linked?.status === 302) this.recordDownload.handOver({ ...file, startedAt, client });
    return linked ?? this.sendOrRefuse(file, call, client, startedAt);
  }

  private async sendOrRefuse(file: FoundDownload, call: FileCall, client: AccessClient, startedAt: Date): Promise<FileAnswer> {
    try {
      const answer = await this.send(file, call, client, startedAt);
      if (answer.status === 416) this.recordDownload.refused({ ...file, startedAt, client }, 'range_not_satisfiable');
      return answer;
    } catch (error) {
      if (error instanceof DownloadLimitReached) this.recordDownload.refused({ ...file, startedAt, client }, error.code);
      throw error;
    }
  }

  private send(file: FoundDownload, call: FileCall, client: AccessClient, startedAt: Date): Promise<FileAnswer> {
    const { entitlementId, assetId, sizeBytes } = file;
    let begunBytes = 0;
    return answerFile(this.storage, { ...file, disposition: contentDisposition(file.fileName) }, call, (sent) => {
      this.recordDownload.run({ entitlementId, assetId, ...sent, startedAt, endedAt: this.clock.now(), sizeBytes, client });
      this.recordDownload.track(this.limited.giveBack(file, begunBytes - sent.sentBytes), file);
    }, async (bytes) => {
      await this.limited.reserve(file, bytes);
      begunBytes = bytes;
    });
  }
}
