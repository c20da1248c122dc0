import { Injectable } from '@nestjs/common';
import { ObjectStorage } from '@silkport/platform';
import { contentDisposition } from '../downloads/content-disposition.js';
import { answerFile, type FileAnswer, type FileCall } from '../downloads/file-answer.js';
import { AccessLog, type AccessClient } from '../entitlements/access-log.js';
import { CommissionReads } from './commission-reads.js';

/** Gives a file of the work to who has been found to be its buyer or its merchant; a buyer's getting it is noted. */
@Injectable()
export class ServeCommissionFile {
  constructor(private readonly commissions: CommissionReads, private readonly storage: ObjectStorage, private readonly log: AccessLog) {}

  /** @param client of a buyer @throws CommissionUnknown */
  async run(entitlementId: string, fileId: string, call: FileCall, client?: AccessClient): Promise<FileAnswer> {
    const { fileName, ...file } = await this.commissions.file(entitlementId, fileId);
    return answerFile(this.storage, { ...file, disposition: contentDisposition(fileName) }, call, ({ sentBytes }) => {
      if (client) void this.log.note({ entitlementId, what: 'read', subject: fileName, client, bytes: sentBytes });
    });
  }
}
