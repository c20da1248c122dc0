import { Injectable } from '@nestjs/common';
import { Database, Outbox, prepared, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { checkUploadJob } from './upload-job.js';
import { UploadFolder } from './upload-folder.js';

const sizeOf = statement('delivery.size_of_upload', `SELECT size_bytes AS "sizeBytes" FROM delivery.uploads WHERE id = $1 AND state = 'receiving'`);
const receive = statement('delivery.receive_upload', `
  UPDATE delivery.uploads SET state = 'received', received_at = $2, writer = NULL, writer_until = NULL WHERE id = $1 AND state = 'receiving' RETURNING id`);

/** Closes an upload whose last byte has come, and asks for its check. Calling it early, or again, changes nothing. */
@Injectable()
export class NoteReceived {
  constructor(private readonly database: Database, private readonly folder: UploadFolder, private readonly outbox: Outbox, private readonly clock: Clock) {}

  /** @returns whether this call closed it */
  async run(uploadId: string): Promise<boolean> {
    const [row] = await this.database.read<{ sizeBytes: bigint }>(sizeOf, [uploadId]);
    if (!row || (await this.folder.sizeOf(uploadId)) !== Number(row.sizeBytes)) return false;
    return this.database.transaction(async (tx) => {
      const [received] = await prepared(tx, receive, [uploadId, this.clock.now()]);
      if (received) await this.outbox.enqueue(tx, checkUploadJob, { uploadId }, `check-upload:${uploadId}`);
      return received !== undefined;
    });
  }
}
