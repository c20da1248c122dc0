import { Injectable } from '@nestjs/common';
import { Database, decodeCursor, encodeCursor, statement } from '@silkport/platform';
import { money, type Money, type Translated } from '@silkport/values';

/** Where a line stands that its buyer has withdrawn from: `decision_expected` waits for an admin or the buyer's bank; `settled` went back otherwise. */
export type WithdrawnLineState = 'return_expected' | 'decision_expected' | 'paid_back' | 'settled';
export const withdrawnLineStates: readonly WithdrawnLineState[] = ['return_expected', 'decision_expected', 'paid_back', 'settled'];

/** A line that its buyer has withdrawn from, as its merchant or an admin reads it. */
export interface WithdrawnLineStanding {
  readonly withdrawalId: string;
  readonly orderNumber: string;
  readonly lineId: string;
  readonly merchantId: string;
  readonly productName: Translated;
  readonly quantity: number;
  readonly state: WithdrawnLineState;
  /** Owed for it at most. */
  readonly refund: Money;
  readonly refundId: string | null;
  readonly confirmedAt: Date;
  readonly returnedAt: Date | null;
}

type StoredStanding = Omit<WithdrawnLineStanding, 'refund'> & { readonly refundMinor: bigint; readonly currency: string };

const standing = `SELECT d.withdrawal_id AS "withdrawalId", o.number AS "orderNumber", d.line_id AS "lineId", d.merchant_id AS "merchantId", l.product_name AS "productName",
    l.quantity, d.refund_minor AS "refundMinor", o.currency, d.refund_id AS "refundId", w.confirmed_at AS "confirmedAt", d.returned_at AS "returnedAt",
    CASE WHEN d.refund_id IS NOT NULL THEN 'paid_back' WHEN d.settled_at IS NOT NULL THEN 'settled'
      WHEN d.return_expected AND d.returned_at IS NULL THEN 'return_expected' ELSE 'decision_expected' END AS state
  FROM ordering.withdrawn_lines d JOIN ordering.withdrawals w ON w.id = d.withdrawal_id JOIN ordering.orders o ON o.id = d.order_id JOIN ordering.order_lines l ON l.id = d.line_id`;
const page = '(d.withdrawal_id, d.line_id) < ($1::uuid, $2::uuid)';
const newest = 'ORDER BY d.withdrawal_id DESC, d.line_id DESC LIMIT $3';
const ofAll = statement('ordering.withdrawn_lines', `${standing} WHERE ${page} ${newest}`);
const ofMerchant = statement('ordering.withdrawn_lines_of_merchant', `${standing} WHERE ${page} AND d.merchant_id = $4 AND o.status NOT IN ('held', 'cancelled') ${newest}`);

const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** What buyers have withdrawn from, line by line. */
@Injectable()
export class WithdrawalReads {
  constructor(private readonly database: Database) {}

  /** Newest first. @param merchantId whose lines only: of orders that are paid @throws InvalidCursor */
  async list(merchantId: string | undefined, cursor: string | undefined, limit: number): Promise<{ lines: WithdrawnLineStanding[]; nextCursor: string | undefined }> {
    const before = cursor ? decodeCursor(cursor, ['id', 'id']) : [lastId, lastId];
    const rows = await (merchantId === undefined
      ? this.database.read<StoredStanding>(ofAll, [...before, limit + 1])
      : this.database.read<StoredStanding>(ofMerchant, [...before, limit + 1, merchantId]));
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      lines: shown.map(({ refundMinor, currency, ...line }) => ({ ...line, refund: money(refundMinor, currency) })),
      nextCursor: rows.length > limit && last ? encodeCursor([last.withdrawalId, last.lineId]) : undefined,
    };
  }
}
