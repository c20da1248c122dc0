import { Injectable } from '@nestjs/common';
import { Database, ObjectStorage, statement } from '@silkport/platform';
import { UploadFolder } from './upload-folder.js';

const close = statement('delivery.abandon_upload', `
  UPDATE delivery.uploads SET state = 'refused', reason = coalesce(reason, 'abandoned'), writer = NULL, writer_until = NULL
  WHERE id = $1 AND state <> 'published' RETURNING storage_key AS "storageKey"`);
const forget = statement('delivery.forget_upload', `DELETE FROM delivery.uploads WHERE id = $1 AND state = 'refused'`);

/** Removes an upload that is in no release, its row last: what a killed process left is found again. A connection that still writes it ends, and a check that still runs finds nothing to do. */
@Injectable()
export class ForgetUpload {
  constructor(private readonly database: Database, private readonly folder: UploadFolder, private readonly storage: ObjectStorage) {}

  /** @returns false, with nothing done, once it is published */
  async run(uploadId: string): Promise<boolean> {
    const [closed] = await this.database.read<{ storageKey: string }>(close, [uploadId]);
    if (!closed) return false;
    await this.folder.remove(uploadId);
    await this.storage.remove(closed.storageKey);
    await this.database.read(forget, [uploadId]);
    return true;
  }
}
