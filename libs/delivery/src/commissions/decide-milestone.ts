import { Injectable } from '@nestjs/common';
import { recordAudit } from '@silkport/identity';
import { Database, Outbox } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { lockWork } from './lock-work.js';
import { lockCommission, lockMilestone, moveMilestone } from './move-milestone.js';

export interface MilestoneDecision {
  readonly entitlementId: string;
  readonly milestoneId: string;
  readonly result: 'released' | 'refunded';
  /** Both sides read it. */
  readonly words: string;
  readonly personId: string;
}

/** An admin decides whose the share of a disputed milestone is. */
@Injectable()
export class DecideMilestone {
  constructor(private readonly database: Database, private readonly outbox: Outbox, private readonly clock: Clock) {}

  /** What is decided so already stays so. @throws CommissionUnknown, MilestoneUnknown, MilestoneActRefused, AccessNotReady, AccessSuspended, AccessExpired */
  async run({ entitlementId, milestoneId, result, words, personId }: MilestoneDecision): Promise<void> {
    await this.database.transaction(async (tx) => {
      const at = this.clock.now();
      await lockWork(tx, entitlementId, at);
      const work = await lockCommission(tx, entitlementId);
      const milestone = await lockMilestone(tx, milestoneId, entitlementId);
      await moveMilestone(tx, this.outbox, { work, milestone }, { kind: result, author: 'admin', words, at });
      await recordAudit(tx, { personId, action: 'delivery.milestone_decided', happenedAt: at, details: { entitlementId, milestoneId, result, words } });
    });
  }
}
