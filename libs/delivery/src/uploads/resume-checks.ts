import { Injectable } from '@nestjs/common';
import { Database, Every, Outbox, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { checkUploadJob } from './upload-job.js';

/** Longer than the check of the largest file takes. */
const patienceHours = 6;

const stuck = statement('delivery.stuck_uploads', `SELECT id FROM delivery.uploads WHERE state IN ('received', 'checking') AND received_at < $1 ORDER BY id LIMIT 500`);

/** Asks again for checks that were tried to the end, as while a scanner was away for days. Checking twice changes nothing. */
@Injectable()
export class ResumeChecks {
  constructor(private readonly database: Database, private readonly outbox: Outbox, private readonly clock: Clock) {}

  @Every('17 * * * *', 'delivery/resume-checks')
  async run(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - patienceHours * 60 * 60 * 1000);
    const uploads = await this.database.read<{ id: string }>(stuck, [before]);
    if (!uploads.length) return;
    await this.database.transaction(async (tx) => {
      for (const { id } of uploads) await this.outbox.enqueue(tx, checkUploadJob, { uploadId: id }, `check-upload:${id}`);
    });
  }
}
