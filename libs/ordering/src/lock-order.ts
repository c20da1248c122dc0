import { prepared, reviveJson, statement, type Tx } from '@silkport/platform';
import type { LocationEvidence, TaxLine } from '@silkport/tax';
import type { Consent } from './withdrawals/consents.js';
import { subscriptionColumn, type OrderOfSubscription } from './subscriptions/order-of-subscription.js';
import { linesOf, type StoredLine } from './line-columns.js';
import type { OrderStatus } from './order-states.js';
import type { Recipient } from './order.entity.js';

export interface LockedLine extends Omit<StoredLine, 'deliveredAt' | 'withdrawnAt' | 'taxes'> {
  readonly taxes: readonly TaxLine[];
  readonly deliveredAt: Date | null;
  readonly withdrawnAt: Date | null;
}

export interface LockedOrder {
  readonly id: string;
  readonly number: string;
  readonly status: OrderStatus;
  readonly country: string;
  /** Where its supply is taxed. */
  readonly placeCountry: string;
  readonly billingCountry: string | null;
  readonly taxId: string | null;
  readonly currency: string;
  readonly totalMinor: bigint;
  readonly refundedMinor: bigint;
  readonly rateSetId: string;
  readonly recipient: Recipient | null;
  readonly placedAt: Date;
  readonly paidAt: Date | null;
  readonly heldAt: Date | null;
  readonly cancelledAt: Date | null;
  readonly completesAt: Date | null;
  readonly completedAt: Date | null;
  readonly consents: readonly Consent[];
  readonly subscription?: OrderOfSubscription | null;
  /** As its quote has it. */
  readonly evidence: readonly LocationEvidence[];
  readonly lines: readonly LockedLine[];
}

const columns = `o.id, o.number, o.status, o.country, o.tax_id AS "taxId", o.currency, o.total_minor AS "totalMinor", o.refunded_minor AS "refundedMinor",
  o.rate_set_id AS "rateSetId", o.recipient, o.placed_at AS "placedAt", o.paid_at AS "paidAt", o.held_at AS "heldAt", o.cancelled_at AS "cancelledAt",
  o.completes_at AS "completesAt", o.completed_at AS "completedAt", o.consents, o.billing_country AS "billingCountry",
  coalesce(q.place_country, o.country) AS "placeCountry", coalesce(q.evidence, '[]') AS evidence, ${subscriptionColumn}`;
const found = `FROM ordering.orders o LEFT JOIN ordering.quotes q ON q.id = o.quote_id WHERE o.id = ANY ($1::uuid[])`;
const lock = statement('ordering.lock_orders', `SELECT ${columns}, ${linesOf()}, o.xmin = (SELECT s.xmin FROM ordering.orders s WHERE s.id = o.id) AS "isOfOneMoment" ${found} ORDER BY o.id FOR UPDATE OF o`);
const reread = statement('ordering.locked_orders', `SELECT ${columns}, ${linesOf()} ${found}`);

type StoredOrder = Omit<LockedOrder, 'lines'> & { lines: unknown };
type UndatedLine = Omit<LockedLine, 'deliveredAt' | 'withdrawnAt'> & { deliveredAt: string | null; withdrawnAt: string | null };

/** The order with all of its lines, locked until the transaction ends; undefined when there is none. */
export async function lockOrder(tx: Tx, orderId: string): Promise<LockedOrder | undefined> {
  return (await lockOrders(tx, [orderId])).get(orderId);
}

/**
 * The same of many, by their ids, locked in the order of these. Where the statement had to wait for a lock it sees the order as it is
 * now, but the lines as they were when it began: then they are read once more.
 */
export async function lockOrders(tx: Tx, orderIds: readonly string[]): Promise<ReadonlyMap<string, LockedOrder>> {
  const locked = await prepared<StoredOrder & { isOfOneMoment: boolean }>(tx, lock, [orderIds]);
  const waited = locked.filter(({ isOfOneMoment }) => !isOfOneMoment).map(({ id }) => id);
  const again = waited.length ? await prepared<StoredOrder>(tx, reread, [waited]) : [];
  const seen = [...locked.filter(({ isOfOneMoment }) => isOfOneMoment).map(({ isOfOneMoment: _moment, ...order }) => order), ...again];
  return new Map(seen.map((order) => [order.id, { ...order, lines: reviveJson<UndatedLine[]>(order.lines).map(dated) }]));
}

function dated(line: UndatedLine): LockedLine {
  return { ...line, deliveredAt: line.deliveredAt === null ? null : new Date(line.deliveredAt), withdrawnAt: line.withdrawnAt === null ? null : new Date(line.withdrawnAt) };
}
