import { Injectable } from '@nestjs/common';
import { ChangeBilling, type BillingWish } from '@silkport/payments';
import { Database, Runs, statement } from '@silkport/platform';
import { Clock, money } from '@silkport/values';
import { makeSubscriptionChange, type KeptWish } from './ask-subscription.js';
import { revivedTerms, termsColumns, type StoredTerms } from './subscription-row.js';
import type { ChangeKind } from './subscription-states.js';

interface Asked { subscriptionId: string; kind: ChangeKind; wanted: KeptWish; currency: string }

const asked = statement('ordering.asked_subscription_change', `
  SELECT c.subscription_id AS "subscriptionId", c.kind, c.wanted, o.currency FROM ordering.subscription_changes c JOIN ordering.subscriptions s ON s.id = c.subscription_id JOIN ordering.orders o ON o.id = s.order_id
  WHERE c.id = $1 AND c.state = 'asked'`);
const terms = statement('ordering.terms_of_change', `SELECT ${termsColumns} FROM ordering.subscription_terms t WHERE t.id = $1`);
const settle = statement('ordering.settle_subscription_change', `UPDATE ordering.subscription_changes SET state = $2, settled_at = $3 WHERE id = $1 AND state = 'asked'`);

/** Asks the payment provider for what was asked of a subscription; repeated, it is done once. */
@Injectable()
export class MakeSubscriptionChange {
  constructor(private readonly database: Database, private readonly billing: ChangeBilling, private readonly clock: Clock) {}

  /** @throws PaymentProviderAway; it is asked again then */
  @Runs(makeSubscriptionChange)
  async run({ changeId }: { changeId: string }): Promise<void> {
    const [change] = await this.database.read<Asked>(asked, [changeId]);
    if (!change) return;
    const result = await this.billing.run(change.subscriptionId, changeId, await this.wishOf(change));
    await this.database.read(settle, [changeId, result, this.clock.now()]);
  }

  private async wishOf({ kind, wanted, currency }: Asked): Promise<BillingWish> {
    switch (kind) {
      case 'pause':
        return { kind, resumesAt: wanted.resumesAt ? new Date(wanted.resumesAt) : null };
      case 'resume': case 'cancel': case 'keep': case 'end': case 'retry':
        return { kind };
      case 'upgrade': case 'downgrade': case 'seats': case 'fewer_seats': {
        const [row] = await this.database.read<StoredTerms>(terms, [wanted.termsId]);
        if (!row) throw new Error(`There are no terms ${wanted.termsId}`);
        const { line } = revivedTerms(row);
        const { interval, intervalCount } = line.subscription.plan;
        const holdsAtOnce = (kind === 'upgrade' || kind === 'seats') && wanted.holdsAtOnce !== false;
        return { kind: 'terms', terms: { termsId: row.id, amount: money(line.totalMinor, currency), interval, intervalCount, holdsAtOnce, proratedAt: instant(wanted.proratedAt), trialEndsAt: instant(wanted.trialEndsAt) } };
      }
    }
  }
}

const instant = (text: string | null | undefined): Date | undefined => (text ? new Date(text) : undefined);
