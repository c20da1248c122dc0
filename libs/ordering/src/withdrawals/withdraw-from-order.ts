import { Injectable } from '@nestjs/common';
import { Database, Idempotency, Outbox, prepared, reviveJson, statement, toJson, type IdempotentRequest, type Tx } from '@silkport/platform';
import { Clock, newId } from '@silkport/values';
import { lockOrder, type LockedOrder } from '../lock-order.js';
import { hasBeenPaid } from '../order-states.js';
import { withdrawalReceived, type WithdrawalReceived } from '../ordering.events.js';
import { OrderNotPaid, OrderUnknown, WithdrawalUnknown } from '../ordering.errors.js';
import { canPayBack, settleWithdrawals } from './settle-withdrawals.js';
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
  /** Absent where nothing is paid back before something has been returned or decided. */
  readonly refundId: string | null;
}

const columns = 'id, order_id AS "orderId", name, email, lines, declared_at AS "declaredAt", confirmed_at AS "confirmedAt", refund_id AS "refundId"';
const declare = statement('ordering.declare_withdrawal', `INSERT INTO ordering.withdrawals (id, order_id, name, email, lines, declared_at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING ${columns}`);
const read = statement('ordering.withdrawal', `SELECT ${columns} FROM ordering.withdrawals WHERE id = $1 AND order_id = $2`);
const confirm = statement('ordering.confirm_withdrawal', `UPDATE ordering.withdrawals SET confirmed_at = $2, refund_id = $3, lines = $4 WHERE id = $1 AND confirmed_at IS NULL RETURNING ${columns}`);
const keepLines = statement('ordering.keep_withdrawn_lines', `
  WITH wanted AS (SELECT * FROM jsonb_to_recordset($3::jsonb) AS w ("lineId" uuid, "refundMinor" bigint, quantity int, "returnExpected" boolean)),
  marked AS (UPDATE ordering.order_lines l SET withdrawn_at = $4 FROM wanted w WHERE l.order_id = $2 AND l.id = w."lineId" RETURNING l.id, l.merchant_id)
  INSERT INTO ordering.withdrawn_lines (line_id, withdrawal_id, order_id, merchant_id, refund_minor, quantity, return_expected)
  SELECT m.id, $1, $2, m.merchant_id, w."refundMinor", w.quantity, w."returnExpected" FROM wanted w JOIN marked m ON m.id = w."lineId"`);

/** How long a declaration keeps its moment while it waits for its confirmation. Ours: the law asks for the confirmation itself in time. */
const declarationKeepsMilliseconds = 3 * 24 * 60 * 60 * 1000;

/**
 * The withdrawal function (Directive 2011/83/EU, Art. 11a): a declaration, which says what will follow, and its confirmation. It is the
 * confirmation that submits the statement (11a (3)), and the law asks for it within the period (11a (5)). We keep to the buyer's side of
 * that: what was declared within the period and is confirmed within three days of it counts from the declaration, since by then the
 * decision had been sent to us (11 (2)); what is confirmed later counts from its confirmation. Files, keys and services are paid back at
 * once; so is a parcel that was not sent. One that was sent is paid back once its merchant has it again (Art. 13 (3)). While the order is
 * held or disputed the withdrawal is received all the same, and paid back when that is decided, if the buyer's bank has not done it.
 */
@Injectable()
export class WithdrawFromOrder {
  constructor(private readonly database: Database, private readonly idempotency: Idempotency, private readonly outbox: Outbox, private readonly clock: Clock) {}

  /** @throws OrderUnknown, OrderNotPaid, OrderLineUnknown, LineAlreadyWithdrawn, WithdrawalNotPossible */
  async declare({ orderId, name, email, lineIds }: WithdrawalDeclaration, idempotent?: IdempotentRequest): Promise<WithdrawalView> {
    const id = newId();
    return this.database.transaction(async (tx) => {
      const earlier = idempotent && (await this.idempotency.claim(tx, idempotent, id));
      if (earlier) return this.find(tx, earlier, orderId);
      const at = this.clock.now();
      const lines = withdrawnLines(withdrawable(await lockOrder(tx, orderId)), lineIds, at);
      const [row] = await prepared<WithdrawalView>(tx, declare, [id, orderId, name, email, toJson(lines), at]);
      if (!row) throw new Error('A withdrawal was not kept');
      return viewOf(row);
    });
  }

  /** Confirmed again, it gives the same receipt. @throws WithdrawalUnknown, LineAlreadyWithdrawn, WithdrawalNotPossible where the period is over or the lines have been given back since */
  async confirm(orderId: string, withdrawalId: string): Promise<WithdrawalView> {
    return this.database.transaction(async (tx) => {
      const found = await lockOrder(tx, orderId);
      const withdrawal = await this.find(tx, withdrawalId, orderId);
      if (withdrawal.confirmedAt) return withdrawal;
      const order = withdrawable(found);
      const at = this.clock.now();
      const lines = withdrawnLines(order, withdrawal.lines.map(({ lineId }) => lineId), countedFrom(withdrawal.declaredAt, at));
      await prepared(tx, keepLines, [withdrawalId, orderId, toJson(lines), at]);
      const refundId = await settleWithdrawals(tx, this.outbox, orderId, { actor: 'buyer', reason: 'withdrawn', at });
      const [row] = await prepared<WithdrawalView>(tx, confirm, [withdrawalId, at, refundId, toJson(lines)]);
      if (!row) throw new WithdrawalUnknown();
      await this.outbox.publish(tx, withdrawalReceived, receivedEvent(order, viewOf(row), at));
      return viewOf(row);
    });
  }

  async byId(orderId: string, withdrawalId: string): Promise<WithdrawalView> {
    const [row] = await this.database.read<WithdrawalView>(read, [withdrawalId, orderId]);
    if (!row) throw new WithdrawalUnknown();
    return viewOf(row);
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

/** @throws OrderUnknown, OrderNotPaid */
function withdrawable(order: LockedOrder | undefined): LockedOrder {
  if (!order) throw new OrderUnknown();
  if (!hasBeenPaid(order.status) && order.status !== 'held') throw new OrderNotPaid({}, 'number');
  return order;
}

function countedFrom(declaredAt: Date, confirmedAt: Date): Date {
  return confirmedAt.getTime() - declaredAt.getTime() <= declarationKeepsMilliseconds ? declaredAt : confirmedAt;
}

function receivedEvent(order: LockedOrder, { id, name, email, lines, refundId }: WithdrawalView, at: Date): WithdrawalReceived {
  const lineIds = lines.map(({ lineId }) => lineId);
  const returnedLineIds = lines.flatMap(({ lineId, returnExpected }) => (returnExpected ? [lineId] : []));
  return {
    withdrawalId: id, orderId: order.id, orderNumber: order.number, name, email, lineIds, refundId, receivedAt: at.toISOString(),
    // A held order is none of its merchants' yet.
    merchantIds: order.status === 'held' ? [] : [...new Set(order.lines.flatMap((line) => (lineIds.includes(line.id) ? [line.merchantId] : [])))],
    returnedLineIds,
    waitsFor: [...(returnedLineIds.length ? ['return' as const] : []), ...(canPayBack(order) ? [] : ['decision' as const])],
  };
}
