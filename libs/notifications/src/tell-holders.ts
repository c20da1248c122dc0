import { Injectable } from '@nestjs/common';
import { ReleaseReads } from '@silkport/delivery';
import { Database, Outbox, Runs } from '@silkport/platform';
import { tellHoldersJob, type HoldersToTell } from './release-job.js';
import { PostMessage } from './post-message.js';
import { ReleaseMails } from './release-mails.js';

const holdersAtOnce = 200;

/** Writes to a page of those who get a release, one mail a person however often they bought it, and asks for the next page in the same transaction. */
@Injectable()
export class TellHolders {
  constructor(private readonly database: Database, private readonly releases: ReleaseReads, private readonly mails: ReleaseMails, private readonly postMessage: PostMessage, private readonly outbox: Outbox) {}

  @Runs(tellHoldersJob)
  async run(release: HoldersToTell): Promise<void> {
    const holders = await this.releases.holders({ productId: release.productId, publishedAt: new Date(release.publishedAt), after: release.after, limit: holdersAtOnce });
    const last = holders.at(-1);
    if (!last) return;
    const posts = await this.mails.to(holders, release);
    await this.database.transaction(async (tx) => {
      await this.postMessage.run(tx, ...posts);
      if (holders.length === holdersAtOnce) await this.outbox.enqueue(tx, tellHoldersJob, { ...release, after: last.entitlementId }, `tell-holders:${release.eventId}:${last.entitlementId}`);
    });
  }
}
