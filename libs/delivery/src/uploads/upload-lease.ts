import { Logger } from '@nestjs/common';
import type { Lock, RequestRelease } from '@tus/server';
import { Database, statement } from '@silkport/platform';
import { newId } from '@silkport/values';

/** A writer that is not heard of for so long is dead: others may write. */
const leaseSeconds = 15;
const renewMilliseconds = 1000;
const waitMilliseconds = 20_000;
const askAgainMilliseconds = 200;
/** Clients try again after this one (tus-js-client: 409 and 423). */
const stillWritten = { status_code: 423, body: 'The upload is being written by another connection\n' };

const lease = `now() + interval '${leaseSeconds} seconds'`;
const take = statement('delivery.take_upload_lease', `
  UPDATE delivery.uploads SET writer = $2, writer_until = ${lease}, is_writer_awaited = false
  WHERE id = $1 AND state = 'receiving' AND (writer IS NULL OR writer_until < now()) RETURNING id`);
const wait = statement('delivery.await_upload_lease', `UPDATE delivery.uploads SET is_writer_awaited = true WHERE id = $1 AND state = 'receiving' RETURNING id`);
const renew = statement('delivery.renew_upload_lease', `UPDATE delivery.uploads SET writer_until = ${lease} WHERE id = $1 AND writer = $2 RETURNING is_writer_awaited AS "isAwaited"`);
const release = statement('delivery.release_upload_lease', 'UPDATE delivery.uploads SET writer = NULL, writer_until = NULL WHERE id = $1 AND writer = $2 RETURNING id');

/**
 * Lets one connection of all processes write an upload. Who comes later makes the earlier one end, which is mostly a connection that broke
 * without a word; one whose process was killed is over when its lease is. Once all bytes are there nobody gets it any more.
 */
export class UploadLease implements Lock {
  private readonly logger = new Logger('delivery');
  private readonly writer = newId();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly database: Database, private readonly uploadId: string) {}

  async lock(signal: AbortSignal, requestRelease: RequestRelease): Promise<void> {
    const until = Date.now() + waitMilliseconds;
    while (!(await this.take())) {
      const [isReceiving] = await this.database.read(wait, [this.uploadId]);
      if (!isReceiving || signal.aborted || Date.now() > until) throw stillWritten;
      await new Promise((resolve) => { setTimeout(resolve, askAgainMilliseconds); });
    }
    let heardAt = Date.now();
    this.timer = setInterval(() => void this.renew().then(
      (isMine) => {
        heardAt = Date.now();
        if (!isMine) void requestRelease();
      },
      () => { if (Date.now() - heardAt > (leaseSeconds * 1000) / 2) void requestRelease(); },
    ), renewMilliseconds);
    this.timer.unref();
  }

  /** A lease that cannot be given back, since the database is away, ends by itself. */
  async unlock(): Promise<void> {
    clearInterval(this.timer);
    await this.database.read(release, [this.uploadId, this.writer]).catch((error: unknown) => this.logger.warn(`The lease of ${this.uploadId} runs out: ${String(error)}`));
  }

  private async take(): Promise<boolean> {
    const [taken] = await this.database.read(take, [this.uploadId, this.writer]);
    return taken !== undefined;
  }

  /** @returns whether it may go on writing */
  private async renew(): Promise<boolean> {
    const [row] = await this.database.read<{ isAwaited: boolean }>(renew, [this.uploadId, this.writer]);
    return row !== undefined && !row.isAwaited;
  }
}
