import { Injectable } from '@nestjs/common';
import { Database, Every, Handles, Outbox, prepared, statement, type Tx } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { accessChanged, type AccessChanged } from '../delivery.events.js';
import { noteAccess } from '../entitlements/access-log.js';
import { nameOf } from './buyer-acts.js';
import { lockCommission, lockMilestone, moveMilestone } from './move-milestone.js';

const atOnce = 100;
/** While a bank disputes the payment nothing is accepted by itself; it is once that is over. */
const due = statement('delivery.milestones_due', `
  SELECT m.id, m.entitlement_id AS "entitlementId" FROM delivery.entitlements e JOIN delivery.milestones m ON m.entitlement_id = e.id
  WHERE m.state = 'handed_over' AND m.accept_by <= $1 AND e.state = 'active' ORDER BY m.accept_by, m.id LIMIT ${atOnce} FOR UPDATE OF e SKIP LOCKED`);
const cancel = statement('delivery.cancel_milestones', `UPDATE delivery.milestones SET state = 'cancelled', accept_by = NULL, changed_at = $2 WHERE entitlement_id = $1 AND state NOT IN ('accepted', 'refunded', 'cancelled')`);

/** What was handed over and not answered counts as accepted after the days that were agreed; what was paid back whole is over. */
@Injectable()
export class AcceptByTime {
  constructor(private readonly database: Database, private readonly outbox: Outbox, private readonly clock: Clock) {}

  @Every('* * * * *', 'delivery/accept-milestones')
  async run(): Promise<void> {
    while (await this.acceptSome() === atOnce);
  }

  @Handles(accessChanged, 'delivery/end-commissions')
  async end(tx: Tx, { entitlementId, deliveryKind, to }: AccessChanged): Promise<void> {
    if (deliveryKind === 'commission' && (to === 'revoked' || to === 'expired')) await prepared(tx, cancel, [entitlementId, this.clock.now()]);
  }

  private acceptSome(): Promise<number> {
    return this.database.transaction(async (tx) => {
      const at = this.clock.now();
      const found = await prepared<{ id: string; entitlementId: string }>(tx, due, [at]);
      for (const { id, entitlementId } of found) {
        const held = { work: await lockCommission(tx, entitlementId), milestone: await lockMilestone(tx, id, entitlementId) };
        if (held.milestone.state !== 'handed_over' || !held.milestone.acceptBy || held.milestone.acceptBy > at) continue;
        await moveMilestone(tx, this.outbox, held, { kind: 'accepted_by_time', author: 'time', words: '', at });
        await noteAccess(tx, { entitlementId, what: 'milestone_accepted', subject: nameOf(held.milestone) }, at);
      }
      return found.length;
    });
  }
}
