import { Injectable } from '@nestjs/common';
import { orderDisputed, orderDisputeDecided, orderRefunded, withdrawalReceived, type WithdrawalReceived, type OrderDisputed, type OrderDisputeDecided, type OrderRefunded } from '@silkport/ordering';
import { Handles, prepared, statement, type Statement, type Tx } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { returnTopUps } from '../api-access/return-top-ups.js';
import { followParcels } from '../parcels/follow-parcels.js';
import { concernedLines } from '../subscriptions/concerned-lines.js';
import { endRefundedSeats } from '../subscriptions/end-seats.js';
import { moveEntitlements } from './move-entitlements.js';

/** Ends access to what was paid back, whole or by the seat, and stops it while a bank asks for the money: for all lines at once, in whatever order it is heard of. */
@Injectable()
export class OnMoneyMoved {
  constructor(private readonly clock: Clock) {}

  @Handles(orderRefunded, 'delivery/revoke-refunded')
  async revoke(tx: Tx, { orderId, lines, reason }: OrderRefunded): Promise<void> {
    const why = { actor: 'refund', reason };
    const pieces = lines.filter((line) => !line.isWhole && line.pieces && !line.subscription);
    await this.note(tx, notePieces, orderId, pieces.map(({ lineId }) => lineId), [pieces.map((line) => line.pieces ?? 0)], why);
    if (pieces.length) await returnTopUps(tx, pieces.map(({ lineId }) => lineId));
    await endRefundedSeats(tx, { orderId, lines }, { ...why, at: this.clock.now() });
    await this.noteConcerned(tx, noteRevoked, orderId, lines.filter(({ isWhole }) => isWhole).map(({ lineId }) => lineId), [], why);
  }

  @Handles(orderDisputed, 'delivery/suspend-disputed')
  async suspend(tx: Tx, { orderId, disputeId, lines }: OrderDisputed): Promise<void> {
    await this.noteConcerned(tx, noteDisputed, orderId, lines.map(({ lineId }) => lineId), [disputeId], { actor: 'dispute', reason: disputeId });
  }

  /** A dispute that was lost has been refunded too, which revokes; one that was won gives back what it stopped. */
  @Handles(orderDisputeDecided, 'delivery/settle-dispute')
  async settle(tx: Tx, { orderId, disputeId, result, lines }: OrderDisputeDecided): Promise<void> {
    await this.noteConcerned(tx, noteDecided, orderId, lines.map(({ lineId }) => lineId), [disputeId], { actor: 'dispute', reason: `${disputeId} ${result}` }, false);
  }

  /** Who withdrew keeps nothing, also where some of the money stayed with the merchant for what was used. A parcel is another matter: it comes back. */
  @Handles(withdrawalReceived, 'delivery/revoke-withdrawn')
  async withdraw(tx: Tx, { orderId, lineIds }: WithdrawalReceived): Promise<void> {
    await this.noteConcerned(tx, noteRevoked, orderId, lineIds, [], { actor: 'withdrawal', reason: 'the buyer withdrew' });
  }

  /** Also of what a subscription's period keeps going: asked again after the note, since that waits for whoever is just told of the period. */
  private async noteConcerned(tx: Tx, heard: Statement, orderId: string, lineIds: readonly string[], more: readonly unknown[], why: { actor: string; reason: string }, runsStill = true): Promise<void> {
    const by = { runsStill, isGone: heard === noteRevoked };
    const concerned = await concernedLines(tx, lineIds, by);
    await this.note(tx, heard, orderId, concerned, more, why);
    const told = (await concernedLines(tx, lineIds, by)).filter((id) => !concerned.includes(id));
    await this.note(tx, heard, orderId, told, more, why);
  }

  private async note(tx: Tx, heard: Statement, orderId: string, lineIds: readonly string[], more: readonly unknown[], why: { actor: string; reason: string }): Promise<void> {
    if (!lineIds.length) return;
    await prepared(tx, heard, [orderId, lineIds, ...more]);
    // In statements of their own: they have to see what another transaction granted while the note waited for it.
    const at = this.clock.now();
    const entitlements = await prepared<{ id: string }>(tx, ofLines, [lineIds]);
    await moveEntitlements(tx, entitlements.map(({ id }) => id), {}, { ...why, at });
    await followParcels(tx, lineIds, { ...why, at });
  }
}

const lines = '(SELECT id, $1::uuid FROM unnest($2::uuid[]) AS id ORDER BY id)';
const noteRevoked = statement('delivery.note_revoked', `
  INSERT INTO delivery.line_access (order_line_id, order_id, is_revoked) SELECT *, true FROM ${lines} AS l
  ON CONFLICT (order_line_id) DO UPDATE SET is_revoked = true`);
const notePieces = statement('delivery.note_pieces', `
  INSERT INTO delivery.line_access AS a (order_line_id, order_id, revoked_pieces) SELECT id, $1::uuid, pieces FROM unnest($2::uuid[], $3::int[]) AS l (id, pieces) ORDER BY id
  ON CONFLICT (order_line_id) DO UPDATE SET revoked_pieces = a.revoked_pieces + excluded.revoked_pieces`);
const noteDisputed = statement('delivery.note_disputed', `
  INSERT INTO delivery.line_access AS a (order_line_id, order_id, open_disputes) SELECT *, ARRAY[$3::text] FROM ${lines} AS l
  ON CONFLICT (order_line_id) DO UPDATE SET open_disputes = array_remove(a.open_disputes, $3) || CASE WHEN $3 = ANY (a.decided_disputes) THEN '{}' ELSE ARRAY[$3] END`);
const noteDecided = statement('delivery.note_decided', `
  INSERT INTO delivery.line_access AS a (order_line_id, order_id, decided_disputes) SELECT *, ARRAY[$3::text] FROM ${lines} AS l
  ON CONFLICT (order_line_id) DO UPDATE SET open_disputes = array_remove(a.open_disputes, $3), decided_disputes = array_remove(a.decided_disputes, $3) || ARRAY[$3]`);

const ofLines = statement('delivery.entitlements_of_lines', 'SELECT id FROM delivery.entitlements WHERE order_line_id = ANY ($1::uuid[]) ORDER BY id');
