import { Injectable } from '@nestjs/common';
import { Database, Idempotency, Outbox, prepared, reviveJson, statement, toJson, type IdempotentRequest, type Tx } from '@silkport/platform';
import { Clock, newId } from '@silkport/values';
import { giveBack, type GivenShare } from './give-back.js';
import { lockOrder, type LockedOrder } from './lock-order.js';
import { withdrawalReceived } from './ordering.events.js';
import { WithdrawalUnknown } from './ordering.errors.js';
import { refundable } from './refund-order.js';
import { sendRefund } from './send-refund.js';
import { withdrawnLines, type WithdrawnLineView } from './withdrawn-lines.js';

export interface WithdrawalDeclaration {
  readonly orderId: string;
  readonly name: string;
  readonly email: string;
  /** Absent: all lines that can be withdrawn from. */
  readonly lineIds?: readonly string[] | undefined;
}

export interface WithdrawalView {
  readonly id: string;
  readonly orderId: string;
  readonly name: string;
  readonly email: string;
  readonly lines: readonly WithdrawnLineView[];
  readonly declaredAt: Date;
  readonly confirmedAt: Date | null;
  /** Absent where nothing is paid back before something has been returned. */
  readonly refundId: string | null;
}

const columns = 'id, order_id AS "orderId", name, email, lines, declared_at AS "declaredAt", confirmed_at AS "confirmedAt", refund_id AS "refundId"';
const declare = statement('ordering.declare_withdrawal', `INSERT INTO ordering.withdrawals (id, order_id, name, email, lines, declared_at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING ${columns}`);
const read = statement('ordering.withdrawal', `SELECT ${columns} FROM ordering.withdrawals WHERE id = $1 AND order_id = $2`);
const confirm = statement('ordering.confirm_withdrawal', `UPDATE ordering.withdrawals SET confirmed_at = $2, refund_id = $3 WHERE id = $1 AND confirmed_at IS NULL RETURNING ${columns}`);

/**
 * The withdrawal function (Directive 2011/83/EU, Art. 11a): a declaration, which says what will follow, and its confirmation, which
 * makes it count from the moment of the declaration. Files, keys and services are paid back at once; so is a parcel that was not sent.
 * One that was sent is paid back once its merchant has it again (Art. 13 (3)).
 */
@Injectable()
export class WithdrawFromOrder {
  constructor(private readonly database: Database, private readonly idempotency: Idempotency, private readonly outbox: Outbox, private readonly clock: Clock) {}

  /** @throws OrderUnknown, OrderNotPaid, OrderInDispute, OrderLineUnknown, WithdrawalNotPossible */
  async declare({ orderId, name, email, lineIds }: WithdrawalDeclaration, idempotent?: IdempotentRequest): Promise<WithdrawalView> {
    const id = newId();
    return this.database.transaction(async (tx) => {
      const earlier = idempotent && (await this.idempotency.claim(tx, idempotent, id));
      if (earlier) return this.find(tx, earlier, orderId);
      const at = this.clock.now();
      const lines = withdrawnLines(refundable(await lockOrder(tx, orderId)), lineIds, at);
      const [row] = await prepared<WithdrawalView>(tx, declare, [id, orderId, name, email, toJson(lines), at]);
      if (!row) throw new Error('A withdrawal was not kept');
      return viewOf(row);
    });
  }

  /** Confirmed again, it gives the same receipt. @throws WithdrawalUnknown, OrderInDispute, WithdrawalNotPossible where the lines have been given back since */
  async confirm(orderId: string, withdrawalId: string): Promise<WithdrawalView> {
    return this.database.transaction(async (tx) => {
      const found = await lockOrder(tx, orderId);
      const withdrawal = await this.find(tx, withdrawalId, orderId);
      if (withdrawal.confirmedAt) return withdrawal;
      const order = refundable(found);
      const at = this.clock.now();
      const lines = withdrawnLines(order, withdrawal.lines.map(({ lineId }) => lineId), withdrawal.declaredAt);
      const refundId = await this.payBack(tx, order, lines, at);
      const [row] = await prepared<WithdrawalView>(tx, confirm, [withdrawalId, at, refundId]);
      if (!row) throw new WithdrawalUnknown();
      const { name, email } = row;
      await this.outbox.publish(tx, withdrawalReceived, {
        withdrawalId, orderId, orderNumber: order.number, name, email, lineIds: lines.map(({ lineId }) => lineId), refundId, receivedAt: at.toISOString(),
      });
      return viewOf(row);
    });
  }

  async byId(orderId: string, withdrawalId: string): Promise<WithdrawalView> {
    const [row] = await this.database.read<WithdrawalView>(read, [withdrawalId, orderId]);
    if (!row) throw new WithdrawalUnknown();
    return viewOf(row);
  }

  private async payBack(tx: Tx, order: LockedOrder, lines: readonly WithdrawnLineView[], at: Date): Promise<string | null> {
    const shares = lines.flatMap(({ lineId, refundMinor, quantity, returnExpected }): GivenShare[] => (returnExpected || refundMinor === 0n ? [] : [{ lineId, amountMinor: refundMinor, quantity }]));
    if (!shares.length) return null;
    const refundId = newId();
    await giveBack(tx, order, { refundId, reasonCode: 'withdrawal', note: null, state: 'asked', shares, actor: 'buyer', reason: 'withdrawn', at });
    await this.outbox.enqueue(tx, sendRefund, { refundId }, `send-refund:${refundId}`);
    return refundId;
  }

  private async find(tx: Tx, withdrawalId: string, orderId: string): Promise<WithdrawalView> {
    const [row] = await prepared<WithdrawalView>(tx, read, [withdrawalId, orderId]);
    if (!row) throw new WithdrawalUnknown();
    return viewOf(row);
  }
}

function viewOf(row: WithdrawalView): WithdrawalView {
  return { ...row, lines: reviveJson<WithdrawnLineView[]>(row.lines) };
}
