import { Injectable } from '@nestjs/common';
import { Database, decodeCursor, encodeCursor, statement } from '@silkport/platform';
import { money, type Money } from '@silkport/values';

/** A transfer that lies on the merchant's account at Stripe, since Stripe refuses for now to pay it out to the bank. */
export interface WaitingTransfer {
  readonly payoutId: string;
  readonly merchantId: string;
  readonly accountId: string;
  readonly amount: Money;
  /** Stripe's code of the last refusal. */
  readonly failureReason: string;
  readonly refusals: number;
  readonly askedAt: Date;
  readonly lastTriedAt: Date;
}

interface Row { payoutId: string; merchantId: string; accountId: string; amount_minor: bigint; currency: string; failureReason: string; refusals: number; askedAt: Date; lastTriedAt: Date }

const waiting = statement('payments.waiting_transfers', `
  SELECT payout_id AS "payoutId", merchant_id AS "merchantId", account_id AS "accountId", amount_minor, currency, failure_reason AS "failureReason", payout_refusals AS refusals,
    asked_at AS "askedAt", tried_at AS "lastTriedAt"
  FROM payments.transfers WHERE state = 'sent' AND stripe_payout_id IS NULL AND failure_reason IS NOT NULL AND payout_id < $1 ORDER BY payout_id DESC LIMIT $2`);

const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

@Injectable()
export class TransferReads {
  constructor(private readonly database: Database) {}

  /** Newest first; the sweep goes on asking for each. @throws InvalidCursor */
  async waiting(cursor: string | undefined, limit: number): Promise<{ transfers: WaitingTransfer[]; nextCursor: string | undefined }> {
    const before = (cursor ? decodeCursor(cursor, ['id'])[0] : undefined) ?? lastId;
    const rows = await this.database.read<Row>(waiting, [before, limit + 1]);
    const shown = rows.slice(0, limit);
    const transfers = shown.map(({ amount_minor, currency, ...transfer }) => ({ ...transfer, amount: money(amount_minor, currency) }));
    return { transfers, nextCursor: rows.length > limit ? encodeCursor([shown.at(-1)?.payoutId ?? lastId]) : undefined };
  }
}
