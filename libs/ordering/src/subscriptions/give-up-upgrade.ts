import { Injectable } from '@nestjs/common';
import { Handles, Outbox, prepared, statement, toJson, type Tx } from '@silkport/platform';
import { Clock, newId } from '@silkport/values';
import { orderRefunded, withdrawalReceived, type OrderRefunded, type WithdrawalReceived } from '../ordering.events.js';
import { makeSubscriptionChange } from './ask-subscription.js';
import { reseated } from './reseated.js';
import { saveSubscription } from './save-subscription.js';
import { lockSubscription, revivedTerms, termsColumns, termsWithin, type StoredTerms } from './subscription-row.js';

interface Upgraded { id: string; currency: string; variantId: string; formerVariantId: string | null; paidAt: Date }

/** An upgrade within the running period, and the plan that is paid for without it. */
const upgradedBy = statement('ordering.upgraded_by', `
  SELECT o.subscription_id AS id, o.currency, l.variant_id AS "variantId", o.paid_at AS "paidAt",
    (SELECT bl.variant_id FROM ordering.orders b JOIN ordering.order_lines bl ON bl.order_id = b.id WHERE b.subscription_id = o.subscription_id AND b.subscription_role IN ('first', 'renewal', 'upgrade')
      AND b.id <> o.id AND (b.subscription_role = 'first' OR b.paid_at <= o.paid_at) AND (b.total_minor = 0 OR b.refunded_minor < b.total_minor) ORDER BY b.subscription_role = 'first', b.paid_at DESC LIMIT 1) AS "formerVariantId"
  FROM ordering.orders o JOIN ordering.order_lines l ON l.order_id = o.id WHERE o.id = $1 AND o.subscription_role = 'upgrade'
    AND NOT EXISTS (SELECT FROM ordering.orders newer WHERE newer.subscription_id = o.subscription_id AND newer.subscription_role = 'renewal' AND newer.paid_at > o.paid_at)`);
const agreed = statement('ordering.terms_agreed_on_plan', `
  SELECT ${termsColumns} FROM ordering.subscription_terms t WHERE t.subscription_id = $1 AND t.variant_id = $2 AND (t.role = 'first' OR t.agreed_at < $3)
    AND NOT EXISTS (SELECT FROM ordering.subscription_changes c WHERE c.subscription_id = t.subscription_id AND c.wanted->>'termsId' = t.id::text AND c.state <> 'done')
  ORDER BY t.agreed_at DESC LIMIT 1`);
const keep = statement('ordering.keep_former_terms', `
  INSERT INTO ordering.subscription_terms (id, subscription_id, variant_id, seats, seats_before, role, line, agreed_at) VALUES ($1, $2, $3, $4, $5, 'downgrade', $6, $7)`);
const ask = statement('ordering.ask_former_terms', `
  INSERT INTO ordering.subscription_changes (id, subscription_id, kind, wanted, state, actor, asked_at) VALUES ($1, $2, 'downgrade', $3, 'asked', 'refund', $4)`);

/** An upgrade whose price was given back whole, or from which its buyer withdrew, leads back to the plan that is paid for: at once, and from the next period on. */
@Injectable()
export class GiveUpUpgrade {
  constructor(private readonly outbox: Outbox, private readonly clock: Clock) {}

  /** While another change is being made the insert is refused, and it is tried again later. */
  @Handles(orderRefunded, 'ordering/give-up-refunded-upgrade')
  async refunded(tx: Tx, { orderId, lines, reason }: OrderRefunded): Promise<void> {
    if (reason !== 'withdrawal' && lines.every(({ isWhole }) => isWhole)) await this.giveUp(tx, orderId);
  }

  @Handles(withdrawalReceived, 'ordering/give-up-withdrawn-upgrade')
  async withdrawn(tx: Tx, { orderId }: WithdrawalReceived): Promise<void> {
    await this.giveUp(tx, orderId);
  }

  private async giveUp(tx: Tx, orderId: string): Promise<void> {
    const [upgraded] = await prepared<Upgraded>(tx, upgradedBy, [orderId]);
    const subscription = upgraded && (await lockSubscription(tx, upgraded.id));
    if (!subscription || subscription.state === 'ended') return;
    const [running, next] = [await termsWithin(tx, subscription.termsId), subscription.nextTermsId ? await termsWithin(tx, subscription.nextTermsId) : null];
    const [former] = await prepared<StoredTerms>(tx, agreed, [upgraded.id, upgraded.formerVariantId, upgraded.paidAt]);
    if (running.variantId !== upgraded.variantId || !former) return;
    const at = this.clock.now();
    const back = (from: StoredTerms) => keepFormer(tx, revivedTerms(former), from, upgraded.currency, at);
    const termsId = await back(running);
    await saveSubscription(tx, this.outbox, { ...subscription, termsId }, ['terms_changed'], at);
    // What was asked for from the next period on stays so, but for the plan.
    if (next && next.variantId !== upgraded.variantId) return;
    const wanted = { termsId: next ? await back(next) : termsId, holdsAtOnce: !next };
    const changeId = newId();
    await prepared(tx, ask, [changeId, subscription.id, JSON.stringify(wanted), at]);
    await this.outbox.enqueue(tx, makeSubscriptionChange, { changeId }, `subscription-change:${changeId}`);
  }
}

async function keepFormer(tx: Tx, { subscriptionId, variantId, line }: StoredTerms, { seats }: StoredTerms, currency: string, at: Date): Promise<string> {
  const id = newId();
  await prepared(tx, keep, [id, subscriptionId, variantId, seats, seats, toJson(reseated(line, seats, currency)), at]);
  return id;
}
