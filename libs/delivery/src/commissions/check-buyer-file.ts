import { Injectable } from '@nestjs/common';
import { Database, ObjectStorage, Runs, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { FileRefused } from '../uploads/file-refused.js';
import { FileScanner } from '../uploads/file-scanner.js';
import { inspectFile } from '../uploads/inspect-file.js';
import { BuyerFileFolder } from './buyer-file-folder.js';
import { checkBuyerFileJob } from './buyer-file-job.js';

interface Quarantined { id: string; fileName: string; sizeBytes: bigint; storageKey: string; sha256: string | null }

const find = statement('delivery.buyer_file_to_check', `
  SELECT id, file_name AS "fileName", size_bytes AS "sizeBytes", storage_key AS "storageKey", sha256 FROM delivery.buyer_files WHERE id = $1 AND state = 'checking'`);
const keepFacts = statement('delivery.keep_facts_of_buyer_file', `UPDATE delivery.buyer_files SET sha256 = $2, scanner = $3 WHERE id = $1 AND state = 'checking'`);
const makeReady = statement('delivery.make_buyer_file_ready', `UPDATE delivery.buyer_files SET state = 'ready', checked_at = $2 WHERE id = $1 AND state = 'checking'`);
const refuse = statement('delivery.refuse_buyer_file', `
  UPDATE delivery.buyer_files SET state = 'refused', reason = $2, detail = left($3, 300), checked_at = $4, sha256 = NULL WHERE id = $1 AND state = 'checking'`);

/** Checks what a buyer sent as every upload is checked, and takes it over into the storage, or refuses and removes it. A killed process is followed by another one. */
@Injectable()
export class CheckBuyerFile {
  constructor(private readonly database: Database, private readonly folder: BuyerFileFolder, private readonly storage: ObjectStorage, private readonly scanner: FileScanner, private readonly clock: Clock) {}

  /** @throws where the scanner or the storage is away: the job is tried again */
  @Runs(checkBuyerFileJob)
  async run({ fileId }: { readonly fileId: string }): Promise<void> {
    const [file] = await this.database.read<Quarantined>(find, [fileId]);
    if (!file) return;
    try {
      if (!file.sha256) await this.inspect(file);
      await this.takeOver(file);
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error;
      await this.database.read(refuse, [fileId, error.reason, error.printable, this.clock.now()]);
    }
    await this.folder.remove(fileId);
  }

  private async inspect({ id, fileName, sizeBytes }: Quarantined): Promise<void> {
    const { sha256, scannedBy } = await inspectFile(this.folder.pathOf(id), { fileName, sizeBytes: Number(sizeBytes) }, this.scanner);
    await this.database.read(keepFacts, [id, sha256, scannedBy]);
  }

  private async takeOver({ id, sizeBytes, storageKey }: Quarantined): Promise<void> {
    const isHere = (await this.folder.sizeOf(id)) !== undefined;
    if (!isHere && (await this.storage.sizeOf(storageKey)) !== Number(sizeBytes)) throw new FileRefused('lost');
    if (isHere) await this.storage.moveIn(storageKey, this.folder.pathOf(id));
    await this.database.read(makeReady, [id, this.clock.now()]);
  }
}
