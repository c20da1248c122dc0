import { Injectable } from '@nestjs/common';
import { Database, decodeCursor, encodeCursor, statement } from '@silkport/platform';
import { money, type Money } from '@silkport/values';
import type { RefundStatus } from './charge-refund.entity.js';

export interface RefundStanding {
  readonly refundId: string;
  readonly reference: string;
  readonly amount: Money;
  readonly status: RefundStatus;
  /** Made by hand at Stripe: none of our refunds, and told by no event. */
  readonly isForeign: boolean;
  readonly reason: string;
  readonly failureReason: string | null;
  /** 1, and one more for each time that it was asked for again after it had failed. */
  readonly attempt: number;
  readonly stripeRefundId: string | null;
  readonly askedAt: Date;
  readonly settledAt: Date | null;
}

interface Row {
  id: string; reference: string; amount_minor: bigint; currency: string; status: RefundStatus; is_foreign: boolean; reason: string;
  failure_reason: string | null; stripe_refund_id: string | null; asked_at: Date; settled_at: Date | null;
  attempt: number;
}

const columns = 'id, reference, amount_minor, currency, status, is_foreign, reason, failure_reason, stripe_refund_id, asked_at, settled_at, attempt';
const ofReference = statement('payments.refunds_of_reference', `SELECT ${columns} FROM payments.refunds WHERE charge_id IN (SELECT id FROM payments.charges WHERE reference = $1) ORDER BY asked_at, id`);
const foreign = statement('payments.foreign_refunds', `SELECT ${columns} FROM payments.refunds WHERE is_foreign AND asked_at >= $1 AND asked_at < $2 ORDER BY asked_at, id LIMIT 1000`);
const failed = statement('payments.failed_refunds', `SELECT ${columns} FROM payments.refunds WHERE status IN ('failed', 'canceled') AND NOT is_foreign AND id < $1 ORDER BY id DESC LIMIT $2`);
const madeByHand = statement('payments.refunds_made_by_hand', `SELECT ${columns} FROM payments.refunds WHERE is_foreign AND id < $1 ORDER BY id DESC LIMIT $2`);

const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

@Injectable()
export class RefundReads {
  constructor(private readonly database: Database) {}

  async ofReference(reference: string): Promise<readonly RefundStanding[]> {
    return (await this.database.read<Row>(ofReference, [reference])).map(standing);
  }

  /** Those that were made at Stripe and not by us, for reconciliation; a thousand at most. */
  async foreignBetween(from: Date, until: Date): Promise<readonly RefundStanding[]> {
    return (await this.database.read<Row>(foreign, [from, until])).map(standing);
  }

  /** Those that somebody has to look at, newest first: of ours that have failed, or that were made at Stripe and not by us. @throws InvalidCursor */
  async toLookAt(which: 'failed' | 'foreign', cursor: string | undefined, limit: number): Promise<{ refunds: RefundStanding[]; nextCursor: string | undefined }> {
    const before = (cursor ? decodeCursor(cursor, ['id'])[0] : undefined) ?? lastId;
    const rows = await this.database.read<Row>(which === 'failed' ? failed : madeByHand, [before, limit + 1]);
    const shown = rows.slice(0, limit);
    return { refunds: shown.map(standing), nextCursor: rows.length > limit ? encodeCursor([shown.at(-1)?.id ?? lastId]) : undefined };
  }
}

function standing(row: Row): RefundStanding {
  return {
    refundId: row.id, reference: row.reference, amount: money(row.amount_minor, row.currency), status: row.status, isForeign: row.is_foreign, reason: row.reason,
    failureReason: row.failure_reason, stripeRefundId: row.stripe_refund_id, askedAt: row.asked_at, settledAt: row.settled_at, attempt: row.attempt,
  };
}
