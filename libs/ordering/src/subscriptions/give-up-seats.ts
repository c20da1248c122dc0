import { Injectable } from '@nestjs/common';
import { Handles, Outbox, prepared, statement, toJson, type Tx } from '@silkport/platform';
import { Clock, newId } from '@silkport/values';
import { orderRefunded, withdrawalReceived, type OrderRefunded, type WithdrawalReceived } from '../ordering.events.js';
import { makeSubscriptionChange } from './ask-subscription.js';
import { reseated } from './reseated.js';
import { lockSubscription, termsWithin } from './subscription-row.js';

/** Seats that were added within the running period. */
const addedBy = statement('ordering.seats_added_by', `
  SELECT o.subscription_id AS id, o.currency, l.quantity AS seats FROM ordering.orders o JOIN ordering.order_lines l ON l.order_id = o.id WHERE o.id = $1 AND o.subscription_role = 'seats'
    AND NOT EXISTS (SELECT FROM ordering.orders newer WHERE newer.subscription_id = o.subscription_id AND newer.subscription_role = 'renewal' AND newer.paid_at > o.paid_at)`);
const keep = statement('ordering.keep_fewer_seats', `
  WITH terms AS (
    INSERT INTO ordering.subscription_terms (id, subscription_id, variant_id, seats, seats_before, role, line, agreed_at) VALUES ($1, $2, $3, $4, $5, 'fewer_seats', $6, $7) RETURNING id, subscription_id, agreed_at)
  INSERT INTO ordering.subscription_changes (id, subscription_id, kind, wanted, state, actor, asked_at)
  SELECT $8, subscription_id, 'fewer_seats', jsonb_build_object('termsId', id), 'asked', 'refund', agreed_at FROM terms`);

/** Seats whose price was given back whole, or from which their buyer withdrew, are charged for no more from the next period on; their rights end with the money. */
@Injectable()
export class GiveUpSeats {
  constructor(private readonly outbox: Outbox, private readonly clock: Clock) {}

  /** While another change is being made the insert is refused, and it is tried again later. */
  @Handles(orderRefunded, 'ordering/give-up-refunded-seats')
  async refunded(tx: Tx, { orderId, lines, reason }: OrderRefunded): Promise<void> {
    if (reason !== 'withdrawal' && lines.every(({ isWhole }) => isWhole)) await this.giveUp(tx, orderId);
  }

  @Handles(withdrawalReceived, 'ordering/give-up-withdrawn-seats')
  async withdrawn(tx: Tx, { orderId }: WithdrawalReceived): Promise<void> {
    await this.giveUp(tx, orderId);
  }

  private async giveUp(tx: Tx, orderId: string): Promise<void> {
    const [added] = await prepared<{ id: string; currency: string; seats: number }>(tx, addedBy, [orderId]);
    const subscription = added && (await lockSubscription(tx, added.id));
    if (!subscription || subscription.state === 'ended') return;
    const terms = await termsWithin(tx, subscription.nextTermsId ?? subscription.termsId);
    const seats = terms.seats - added.seats;
    if (seats < 1) return;
    const [termsId, changeId] = [newId(), newId()];
    await prepared(tx, keep, [termsId, subscription.id, terms.variantId, seats, terms.seats, toJson(reseated(terms.line, seats, added.currency)), this.clock.now(), changeId]);
    await this.outbox.enqueue(tx, makeSubscriptionChange, { changeId }, `subscription-change:${changeId}`);
  }
}
