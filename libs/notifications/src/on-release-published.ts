import { Injectable } from '@nestjs/common';
import { releasePublished, type ReleasePublished } from '@silkport/delivery';
import { Handles, Outbox, type EventContext, type Tx } from '@silkport/platform';
import { tellHoldersJob } from './release-job.js';

/** Has those told who bought a product and get its new release. */
@Injectable()
export class OnReleasePublished {
  constructor(private readonly outbox: Outbox) {}

  @Handles(releasePublished, 'notifications/tell-of-release')
  async ask(tx: Tx, release: ReleasePublished, { eventId }: EventContext): Promise<void> {
    if (release.reachesHolders) await this.outbox.enqueue(tx, tellHoldersJob, { ...release, eventId });
  }
}
