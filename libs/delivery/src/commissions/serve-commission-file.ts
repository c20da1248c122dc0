import { Injectable } from '@nestjs/common';
import { ObjectStorage } from '@silkport/platform';
import { contentDisposition } from '../downloads/content-disposition.js';
import { answerFile, type FileAnswer, type FileCall } from '../downloads/file-answer.js';
import { AccessLog, type AccessClient } from '../entitlements/access-log.js';
import { CommissionReads } from './commission-reads.js';

/** Who has been found to be a party of the work, and from where they ask. */
export interface FileReader { readonly is: 'buyer' | 'merchant'; readonly client: AccessClient }

/** Gives a file of the work to its buyer or its merchant. A buyer's getting any is noted, and a merchant's getting the buyer's. */
@Injectable()
export class ServeCommissionFile {
  constructor(private readonly commissions: CommissionReads, private readonly storage: ObjectStorage, private readonly log: AccessLog) {}

  /** @throws CommissionUnknown, CommissionFileNotReady */
  async run(entitlementId: string, fileId: string, call: FileCall, reader: FileReader): Promise<FileAnswer> {
    const { fileName, isBuyers, ...file } = await this.commissions.file(entitlementId, fileId, reader.is);
    return answerFile(this.storage, { ...file, disposition: contentDisposition(fileName) }, call, ({ sentBytes }) => {
      if (reader.is === 'merchant' && !isBuyers) return;
      void this.log.note({ entitlementId, what: reader.is === 'merchant' ? 'read_by_merchant' : 'read', subject: fileName, client: reader.client, bytes: sentBytes });
    });
  }
}
