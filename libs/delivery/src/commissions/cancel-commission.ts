import { Injectable } from '@nestjs/common';
import { Database, Outbox, prepared, statement } from '@silkport/platform';
import { Clock, isId } from '@silkport/values';
import { cancelWork } from './cancel-work.js';
import { CommissionUnknown, MilestoneActRefused } from './commission.errors.js';

export interface CommissionCancellation { readonly entitlementId: string; readonly merchantId: string; readonly words: string }

const lockOwn = statement('delivery.lock_own_commission', `SELECT id FROM delivery.entitlements WHERE id = $1 AND merchant_id = $2 AND delivery_kind = 'commission' FOR UPDATE`);

/** A merchant gives up work that was bought from it, at any time: what was not accepted goes back to the buyer. */
@Injectable()
export class CancelCommission {
  constructor(private readonly database: Database, private readonly outbox: Outbox, private readonly clock: Clock) {}

  /** What was given up stays so. @throws CommissionUnknown, MilestoneActRefused where nothing is left to give up */
  async run({ entitlementId, merchantId, words }: CommissionCancellation): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [own] = isId(entitlementId) ? await prepared<{ id: string }>(tx, lockOwn, [entitlementId, merchantId]) : [];
      if (!own) throw new CommissionUnknown();
      const { cancelled, wasCancelled } = await cancelWork(tx, this.outbox, { entitlementId, by: 'merchant', words, at: this.clock.now() });
      if (!cancelled && !wasCancelled) throw new MilestoneActRefused();
    });
  }
}
