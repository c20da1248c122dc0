import { Injectable } from '@nestjs/common';
import { Database, Every, ObjectStorage, Outbox, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { BuyerFileFolder } from './buyer-file-folder.js';
import { checkBuyerFileJob } from './buyer-file-job.js';

/** Longer than the check of the largest file takes. */
const patienceHours = 6;
/** How long a file that was given with nothing stays. */
const keptForHours = 24;

const stuck = statement('delivery.stuck_buyer_files', `SELECT id FROM delivery.buyer_files WHERE state = 'checking' AND sent_at < $1 ORDER BY id LIMIT 500`);
const close = statement('delivery.close_buyer_files', `
  UPDATE delivery.buyer_files SET state = 'refused', reason = coalesce(reason, 'abandoned')
  WHERE id IN (SELECT id FROM delivery.buyer_files WHERE given_at IS NULL AND state <> 'checking' AND sent_at < $1 ORDER BY id LIMIT 500 FOR UPDATE SKIP LOCKED) RETURNING id, storage_key AS "storageKey"`);
const forget = statement('delivery.forget_buyer_file', `DELETE FROM delivery.buyer_files WHERE id = $1 AND given_at IS NULL AND state = 'refused'`);
const checked = statement('delivery.buyer_files_in_check', `SELECT id::text FROM delivery.buyer_files WHERE id::text = ANY ($1) AND state = 'checking'`);

/** Asks again for checks that were tried to the end, and removes what was given with nothing, or what a killed process left. */
@Injectable()
export class SweepBuyerFiles {
  constructor(private readonly database: Database, private readonly folder: BuyerFileFolder, private readonly storage: ObjectStorage, private readonly outbox: Outbox, private readonly clock: Clock) {}

  @Every('23 * * * *', 'delivery/sweep-buyer-files')
  async run(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - keptForHours * 60 * 60 * 1000);
    await this.checkAgain();
    // The row goes last: what a killed process left is found again.
    for (const { id, storageKey } of await this.database.read<{ id: string; storageKey: string }>(close, [before])) {
      await this.storage.remove(storageKey);
      await this.database.read(forget, [id]);
    }
    const ids = await this.folder.ids();
    const wanted = new Set((await this.database.read<{ id: string }>(checked, [ids])).map(({ id }) => id));
    for (const id of ids) if (!wanted.has(id) && (await this.folder.isOlder(id, before))) await this.folder.remove(id);
  }

  private async checkAgain(): Promise<void> {
    const files = await this.database.read<{ id: string }>(stuck, [new Date(this.clock.now().getTime() - patienceHours * 60 * 60 * 1000)]);
    if (!files.length) return;
    await this.database.transaction(async (tx) => {
      for (const { id } of files) await this.outbox.enqueue(tx, checkBuyerFileJob, { fileId: id }, `check-buyer-file:${id}`);
    });
  }
}
