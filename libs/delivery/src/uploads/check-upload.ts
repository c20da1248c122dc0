import { Injectable } from '@nestjs/common';
import { Database, ObjectStorage, Runs, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { FileRefused } from './file-refused.js';
import { FileScanner } from './file-scanner.js';
import { inspectFile } from './inspect-file.js';
import { UploadFolder } from './upload-folder.js';
import { checkUploadJob } from './upload-job.js';

interface Quarantined { id: string; fileName: string; sizeBytes: bigint; storageKey: string; sha256: string | null }

const begin = statement('delivery.begin_check', `
  UPDATE delivery.uploads SET state = 'checking' WHERE id = $1 AND state IN ('received', 'checking')
  RETURNING id, file_name AS "fileName", size_bytes AS "sizeBytes", storage_key AS "storageKey", sha256`);
const keepFacts = statement('delivery.keep_checked_facts', `UPDATE delivery.uploads SET sha256 = $2, chunk_sha256 = $3, scanner = $4 WHERE id = $1 AND state = 'checking'`);
const makeReady = statement('delivery.make_upload_ready', `UPDATE delivery.uploads SET state = 'ready', checked_at = $2 WHERE id = $1 AND state = 'checking' RETURNING id`);
const isGone = statement('delivery.is_upload_gone', `SELECT NOT EXISTS (SELECT FROM delivery.uploads WHERE id = $1 AND state <> 'refused') AS "isGone"`);
const refuse = statement('delivery.refuse_upload', `
  UPDATE delivery.uploads SET state = 'refused', reason = $2, detail = left($3, 300), checked_at = $4, sha256 = NULL, chunk_sha256 = NULL WHERE id = $1 AND state = 'checking'`);

/**
 * Checks a file in quarantine and takes it over into the storage, or refuses and removes it. A killed process is followed by another one,
 * from the last of its three steps on: what is known of the bytes is kept first, then they move, then the file is ready.
 */
@Injectable()
export class CheckUpload {
  constructor(
    private readonly database: Database, private readonly folder: UploadFolder, private readonly storage: ObjectStorage, private readonly scanner: FileScanner, private readonly clock: Clock,
  ) {}

  /** @throws where the scanner or the storage is away: the job is tried again */
  @Runs(checkUploadJob)
  async run({ uploadId }: { readonly uploadId: string }): Promise<void> {
    const [upload] = await this.database.read<Quarantined>(begin, [uploadId]);
    if (!upload) return;
    try {
      if (!upload.sha256) await this.inspect(upload);
      await this.takeOver(upload);
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error;
      await this.database.read(refuse, [uploadId, error.reason, error.printable, this.clock.now()]);
    }
    await this.folder.remove(uploadId);
  }

  private async inspect({ id, fileName, sizeBytes }: Quarantined): Promise<void> {
    const { sha256, chunkSha256, scannedBy } = await inspectFile(this.folder.pathOf(id), { fileName, sizeBytes: Number(sizeBytes) }, this.scanner);
    await this.database.read(keepFacts, [id, sha256, chunkSha256, scannedBy]);
  }

  private async takeOver({ id, sizeBytes, storageKey }: Quarantined): Promise<void> {
    const isHere = (await this.folder.sizeOf(id)) !== undefined;
    if (!isHere && (await this.storage.sizeOf(storageKey)) !== Number(sizeBytes)) throw new FileRefused('lost');
    if (isHere) await this.storage.moveIn(storageKey, this.folder.pathOf(id));
    const [ready] = await this.database.read(makeReady, [id, this.clock.now()]);
    if (!ready) await this.removeWhatIsGone(id, storageKey);
  }

  /** Its merchant took it back meanwhile; another run of the check may as well have made it ready. */
  private async removeWhatIsGone(id: string, storageKey: string): Promise<void> {
    const [upload] = await this.database.read<{ isGone: boolean }>(isGone, [id]);
    if (upload?.isGone) await this.storage.remove(storageKey);
  }
}
