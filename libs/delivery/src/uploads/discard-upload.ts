import { Injectable } from '@nestjs/common';
import { ForgetUpload } from './forget-upload.js';
import { UploadReads } from './upload-reads.js';
import { UploadClosed } from './uploads.errors.js';

/** Takes back an upload of the merchant's that is in no release. */
@Injectable()
export class DiscardUpload {
  constructor(private readonly uploads: UploadReads, private readonly forgetUpload: ForgetUpload) {}

  /** @throws UploadUnknown, UploadClosed */
  async run({ uploadId, merchantId }: { readonly uploadId: string; readonly merchantId: string }): Promise<void> {
    const { id } = await this.uploads.require(uploadId, merchantId);
    if (!(await this.forgetUpload.run(id))) throw new UploadClosed();
  }
}
