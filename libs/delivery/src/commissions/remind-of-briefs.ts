import { Injectable } from '@nestjs/common';
import { Database, Every, Outbox, prepared, statement, type Tx } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { briefDays } from './brief-days.js';
import { cancelWork } from './cancel-work.js';
import { briefMissing } from './commission.events.js';

interface Late { entitlementId: string; orderId: string; lineId: string; merchantId: string }
interface Due { briefBy: Date; reminders: number }

const atOnce = 100;
const [first, second] = briefDays.reminders;
/** While access is stopped the days stand still; they are given back when it returns. */
const late = statement('delivery.late_briefs', `
  SELECT c.entitlement_id AS "entitlementId", c.order_id AS "orderId", c.order_line_id AS "lineId", c.merchant_id AS "merchantId"
  FROM delivery.entitlements e JOIN delivery.commissions c ON c.entitlement_id = e.id
  WHERE c.brief_given_at IS NULL AND e.state = 'active' AND (c.brief_by <= $1 OR c.brief_reminders = 0 AND c.brief_by <= $2 OR c.brief_reminders < 2 AND c.brief_by <= $3)
    AND EXISTS (SELECT FROM delivery.milestones m WHERE m.entitlement_id = e.id AND m.state = 'open')
  ORDER BY c.brief_by, c.entitlement_id LIMIT ${atOnce} FOR UPDATE OF e SKIP LOCKED`);
/** As it is now that nobody else changes it: a brief may have come, or days been given back, since it was found. */
const relocked = statement('delivery.lock_late_brief', `SELECT brief_by AS "briefBy", brief_reminders AS reminders FROM delivery.commissions WHERE entitlement_id = $1 AND brief_given_at IS NULL FOR UPDATE`);
const noteReminded = statement('delivery.note_brief_reminded', 'UPDATE delivery.commissions SET brief_reminders = $2 WHERE entitlement_id = $1');

/** Asks a buyer twice for the brief that work begins with, and cancels and pays back what is never begun: neither side's money waits for ever. */
@Injectable()
export class RemindOfBriefs {
  constructor(private readonly database: Database, private readonly outbox: Outbox, private readonly clock: Clock) {}

  @Every('41 * * * *', 'delivery/remind-of-briefs')
  async run(): Promise<void> {
    while (await this.remindSome() === atOnce);
  }

  private remindSome(): Promise<number> {
    return this.database.transaction(async (tx) => {
      const at = this.clock.now();
      const found = await prepared<Late>(tx, late, [at, briefDays.endAfter(first, at), briefDays.endAfter(second, at)]);
      for (const work of found) await this.askOrCancel(tx, work, at);
      return found.length;
    });
  }

  private async askOrCancel(tx: Tx, { entitlementId, orderId, lineId, merchantId }: Late, at: Date): Promise<void> {
    const [brief] = await prepared<Due>(tx, relocked, [entitlementId]);
    if (!brief) return;
    const { briefBy, reminders } = brief;
    const due = briefBy <= briefDays.endAfter(second, at) ? 2 : briefBy <= briefDays.endAfter(first, at) ? 1 : 0;
    if (briefBy <= at) {
      await cancelWork(tx, this.outbox, { entitlementId, by: 'time', words: '', at });
      return;
    }
    if (due <= reminders) return;
    await prepared(tx, noteReminded, [entitlementId, due]);
    await this.outbox.publish(tx, briefMissing, { orderId, lineId, entitlementId, merchantId, by: briefBy.toISOString() });
  }
}
