import { Injectable } from '@nestjs/common';
import { Database, reviveJson, statement } from '@silkport/platform';
import { money, type Money } from '@silkport/values';
import type { RefundReason } from '../ordering.events.js';
import type { RefundState } from './refund.entity.js';

export interface RefundLineView { readonly lineId: string; readonly merchantId: string; readonly total: Money; readonly net: Money; readonly tax: Money; readonly payable: Money; /** Of a subscription's running period. */ readonly endsSeats: number }

export interface RefundView {
  readonly id: string;
  readonly orderId: string;
  readonly reason: RefundReason;
  readonly total: Money;
  readonly state: RefundState;
  readonly askedAt: Date;
  /** When the payment provider said how it ended. */
  readonly settledAt: Date | null;
  readonly lines: readonly RefundLineView[];
}

interface StoredRefund extends Omit<RefundView, 'total' | 'lines'> { totalMinor: bigint; currency: string; lines: unknown }

const columns = `r.id, r.order_id AS "orderId", r.reason, r.currency, r.total_minor AS "totalMinor", r.state, r.asked_at AS "askedAt", r.settled_at AS "settledAt",
  (SELECT json_agg(json_build_object('lineId', l.line_id, 'merchantId', l.share->'merchantId', 'total', l.share->'total', 'net', l.share->'net', 'tax', l.share->'tax',
    'payable', l.share->'payable', 'endsSeats', coalesce((l.share->>'endsSeats')::int, 0)) ORDER BY l.line_id) FROM ordering.refund_lines l WHERE l.refund_id = r.id) AS lines`;
const ofOrder = statement('ordering.refunds_of_order', `SELECT ${columns} FROM ordering.refunds r WHERE r.order_id = $1 ORDER BY r.id`);
const byId = statement('ordering.refund_by_id', `SELECT ${columns} FROM ordering.refunds r WHERE r.id = $1`);

/** What was given back of orders. */
@Injectable()
export class RefundReads {
  constructor(private readonly database: Database) {}

  /** Oldest first. */
  async ofOrder(orderId: string): Promise<RefundView[]> {
    return (await this.database.read<StoredRefund>(ofOrder, [orderId])).map(viewOf);
  }

  async byId(id: string): Promise<RefundView | undefined> {
    const [row] = await this.database.read<StoredRefund>(byId, [id]);
    return row && viewOf(row);
  }
}

function viewOf({ totalMinor, currency, lines, ...refund }: StoredRefund): RefundView {
  return { ...refund, total: money(totalMinor, currency), lines: reviveJson<RefundLineView[]>(lines) };
}
