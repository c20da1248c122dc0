import { Injectable } from '@nestjs/common';
import { ObjectStorage } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { contentDisposition } from './content-disposition.js';
import type { AccessClient } from '../entitlements/access-log.js';
import { answerFile, type FileAnswer, type FileCall } from './file-answer.js';
import { FindDownload } from './find-download.js';
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
  constructor(private readonly downloads: FindDownload, private readonly storage: ObjectStorage, private readonly recordDownload: RecordDownload, private readonly clock: Clock) {}

  /** @throws DownloadLinkInvalid, DownloadLinkExpired, DownloadLimitReached, AccessNotReady, AccessSuspended, AccessExpired */
  async run({ token, client, ...call }: DownloadCall): Promise<DownloadAnswer> {
    const startedAt = this.clock.now();
    const file = await this.downloads.run(token, client);
    const { entitlementId, assetId, sizeBytes } = file;
    const linked = await linkedAnswer(this.storage, file, call);
    if (linked) {
      this.recordDownload.handOver({ entitlementId, assetId, startedAt, sizeBytes, client, isWhole: !/^bytes=0*[1-9]/.test(call.headers.range ?? '') });
      return linked;
    }
    return answerFile(this.storage, { ...file, disposition: contentDisposition(file.fileName) }, call, (sent) =>
      this.recordDownload.run({ entitlementId, assetId, ...sent, startedAt, endedAt: this.clock.now(), sizeBytes, client }));
  }
}
