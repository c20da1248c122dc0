import { Injectable } from '@nestjs/common';
import { Database, Outbox, prepared, statement, type Tx } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { noteAccess } from '../entitlements/access-log.js';
import { lockActive } from '../entitlements/entitlement-access.js';
import { UploadNotReady, UploadUnknown } from '../uploads/uploads.errors.js';
import type { UploadState } from '../uploads/upload.entity.js';
import { nameOf } from './buyer-acts.js';
import { CommissionUnknown } from './commission.errors.js';
import { lockWork } from './lock-work.js';
import { lockCommission, lockMilestone, moveMilestone, type LockedCommission } from './move-milestone.js';

export interface HandedOver {
  readonly entitlementId: string;
  readonly milestoneId: string;
  readonly merchantId: string;
  readonly words: string;
  /** Checked uploads of the merchant's own for this product; they become files of this order, and of nothing else. */
  readonly uploadIds: readonly string[];
}

const owner = statement('delivery.commission_owner', 'SELECT merchant_id AS "merchantId" FROM delivery.commissions WHERE entitlement_id::text = $1');
const lastWords = statement('delivery.last_milestone_words', 'SELECT words FROM delivery.milestone_notes WHERE milestone_id = $1 ORDER BY id DESC LIMIT 1');
const dayMilliseconds = 24 * 60 * 60 * 1000;
const lockUploads = statement('delivery.lock_uploads_to_hand_over', `SELECT state FROM delivery.uploads WHERE id = ANY ($1::uuid[]) AND product_id = $2 AND merchant_id = $3 ORDER BY id FOR UPDATE`);
const takeUploads = statement('delivery.hand_over_uploads', `
  WITH taken AS (UPDATE delivery.uploads SET state = 'published' WHERE id = ANY ($1::uuid[]) RETURNING *)
  INSERT INTO delivery.commission_files (id, note_id, file_name, content_type, size_bytes, sha256, storage_key, added_at)
  SELECT uuidv7(), $2, file_name, content_type, size_bytes, sha256, storage_key, $3::timestamptz FROM taken ORDER BY array_position($1::uuid[], taken.id)`);

/** What a merchant does about work that was bought from it. */
@Injectable()
export class MerchantActs {
  constructor(private readonly database: Database, private readonly outbox: Outbox, private readonly clock: Clock) {}

  /**
   * A part with its files, again as often as changes are asked for: from then on the days run after which it counts as accepted. The same words
   * without new files change nothing, so it can be repeated.
   * @throws CommissionUnknown, MilestoneUnknown, MilestoneActRefused, UploadUnknown, UploadNotReady, AccessNotReady, AccessSuspended, AccessExpired
   */
  async handOver({ entitlementId, milestoneId, merchantId, words, uploadIds }: HandedOver): Promise<void> {
    await this.database.transaction(async (tx) => {
      const at = this.clock.now();
      const work = await lockedWork(tx, entitlementId, merchantId, at);
      const milestone = await lockMilestone(tx, milestoneId, entitlementId);
      const uploads = uploadIds.length ? await prepared<{ state: UploadState }>(tx, lockUploads, [uploadIds, work.productId, merchantId]) : [];
      if (milestone.state === 'handed_over' && !uploads.some(({ state }) => state === 'ready')) {
        const [last] = await prepared<{ words: string }>(tx, lastWords, [milestoneId]);
        if (last?.words === words) return;
      }
      const acceptBy = new Date(at.getTime() + work.acceptDays * dayMilliseconds);
      const noteId = await moveMilestone(tx, this.outbox, { work, milestone }, { kind: 'handed_over', author: 'merchant', words, acceptBy, at });
      await noteAccess(tx, { entitlementId, what: 'milestone_handed_over', subject: nameOf(milestone) }, at);
      if (!uploadIds.length) return;
      if (uploads.length !== uploadIds.length) throw new UploadUnknown({}, 'uploadIds');
      if (uploads.some(({ state }) => state !== 'ready')) throw new UploadNotReady({}, 'uploadIds');
      await prepared(tx, takeUploads, [uploadIds, noteId, at]);
    });
  }

  /** @throws as `handOver` */
  async dispute({ entitlementId, milestoneId, merchantId, words }: Omit<HandedOver, 'uploadIds'>): Promise<void> {
    await this.database.transaction(async (tx) => {
      const at = this.clock.now();
      const work = await lockedWork(tx, entitlementId, merchantId, at, lockWork);
      const milestone = await lockMilestone(tx, milestoneId, entitlementId);
      if (milestone.state === 'disputed') return;
      await moveMilestone(tx, this.outbox, { work, milestone }, { kind: 'disputed', author: 'merchant', words, at });
    });
  }
}

/** The merchant's own before whether it may go on (nothing is handed over to somebody who cannot look at it), so that nobody learns of what is another's. The entitlement's lock comes first everywhere. */
async function lockedWork(tx: Tx, entitlementId: string, merchantId: string, at: Date, lock: (tx: Tx, id: string, now: Date) => Promise<unknown> = lockActive): Promise<LockedCommission> {
  const [work] = await prepared<{ merchantId: string }>(tx, owner, [entitlementId]);
  if (work?.merchantId !== merchantId) throw new CommissionUnknown();
  await lock(tx, entitlementId, at);
  return lockCommission(tx, entitlementId, merchantId);
}
