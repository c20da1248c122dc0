import { Injectable } from '@nestjs/common';
import { Database, Every, Outbox, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { saveSubscription } from './save-subscription.js';
import { lockSubscription } from './subscription-row.js';

/** For so long after a charge failed what was subscribed to can be used on: time to mend a card. */
const graceMilliseconds = 3 * 86_400_000;

const overdue = statement('ordering.overdue_subscriptions', `
  SELECT id FROM ordering.subscriptions WHERE state = 'past_due' AND NOT is_withheld AND past_due_since <= $1 ORDER BY past_due_since LIMIT 500`);

/** Withholds what is owed for too long. Paid, it is there again. */
@Injectable()
export class WithholdOverdue {
  constructor(private readonly database: Database, private readonly outbox: Outbox, private readonly clock: Clock) {}

  @Every('*/5 * * * *', 'ordering/withhold-overdue')
  async run(): Promise<void> {
    const at = this.clock.now();
    const since = new Date(at.getTime() - graceMilliseconds);
    for (const { id } of await this.database.read<{ id: string }>(overdue, [since])) {
      await this.database.transaction(async (tx) => {
        const subscription = await lockSubscription(tx, id);
        const isStillSo = subscription?.state === 'past_due' && !subscription.isWithheld && subscription.pastDueSince !== null && subscription.pastDueSince <= since;
        if (isStillSo) await saveSubscription(tx, this.outbox, { ...subscription, isWithheld: true }, ['withheld'], at);
      });
    }
  }
}
