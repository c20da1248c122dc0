import { Injectable } from '@nestjs/common';
import { Database, decodeCursor, encodeCursor, statement } from '@silkport/platform';
import { money, type Money, type Rate } from '@silkport/values';
import type { Payout, PayoutState } from './payout.entity.js';

const columns = `p.id, p.merchant_id AS "merchantId", p.currency, p.amount_minor AS "amountMinor", p.state, p.method, to_char(p.run_date, 'YYYY-MM-DD') AS "runDate", p.retry_of AS "retryOf",
  p.sent_minor AS "sentMinor", p.sent_currency AS "sentCurrency", p.returned_minor AS "returnedMinor", p.rate, p.rate_set_id AS "rateSetId", p.bank_file_id AS "bankFileId", p.reason,
  p.created_at AS "createdAt", p.sent_at AS "sentAt", p.paid_at AS "paidAt", p.ended_at AS "endedAt"`;
const ofMerchant = statement('settlement.payouts_of_merchant', `SELECT ${columns} FROM settlement.payouts p WHERE p.merchant_id = $1 AND p.id < $2 ORDER BY p.id DESC LIMIT $3`);
const ofState = statement('settlement.payouts_of_state', `SELECT ${columns} FROM settlement.payouts p WHERE p.state = ANY ($1::text[]) AND p.id < $2 ORDER BY p.id DESC LIMIT $3`);
const one = statement('settlement.payout_by_id', `SELECT ${columns} FROM settlement.payouts p WHERE p.id = $1`);
const settled = statement('settlement.lines_of_payout', `
  SELECT e.kind, e.currency, e.occurred_at AS "occurredAt", e.payable_minor AS "amountMinor",
    (SELECT max(s.order_number) FROM settlement.merchant_entry_details s WHERE s.ledger_key IN (e.ledger_key, 'sale:' || e.reference) AND s.merchant_id = e.merchant_id) AS "orderNumber"
  FROM settlement.merchant_entries e WHERE e.payout_id = $1 AND e.kind <> 'payout' AND e.payable_minor <> 0 ORDER BY e.occurred_at, e.id`);

export interface PayoutView extends Readonly<Pick<Payout, 'id' | 'merchantId' | 'state' | 'method' | 'runDate' | 'retryOf' | 'rateSetId' | 'bankFileId' | 'reason' | 'createdAt' | 'sentAt' | 'paidAt' | 'endedAt'>> {
  readonly amount: Money;
  /** In the currency that it was sent in, at `rate`, frozen. */
  readonly sent: Money;
  /** Of `amount`, what has come back and is payable again: all of what failed or was reversed, a part where the provider took back a part. */
  readonly returned: Money;
  readonly rate: Rate;
}

/** What a pay-out settled: its lines sum to its amount. */
export interface PayoutLineView {
  readonly kind: string;
  readonly occurredAt: Date;
  readonly orderNumber: string | null;
  readonly amount: Money;
}

export interface PayoutPage { readonly payouts: PayoutView[]; readonly nextCursor: string | undefined }

type Row = Omit<PayoutView, 'amount' | 'sent' | 'returned'> & { currency: string; amountMinor: bigint; returnedMinor: bigint; sentMinor: bigint; sentCurrency: string };

const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

@Injectable()
export class PayoutReads {
  constructor(private readonly database: Database) {}

  /** Newest first. @throws InvalidCursor */
  async ofMerchant(merchantId: string, cursor: string | undefined, limit: number): Promise<PayoutPage> {
    return pageOf(await this.database.read<Row>(ofMerchant, [merchantId, before(cursor), limit + 1]), limit);
  }

  /** Of all merchants, newest first. @throws InvalidCursor */
  async inStates(states: readonly PayoutState[], cursor: string | undefined, limit: number): Promise<PayoutPage> {
    return pageOf(await this.database.read<Row>(ofState, [states, before(cursor), limit + 1]), limit);
  }

  async byId(id: string): Promise<PayoutView | undefined> {
    const [row] = await this.database.read<Row>(one, [id]);
    return row && viewOf(row);
  }

  async linesOf(id: string): Promise<PayoutLineView[]> {
    const rows = await this.database.read<Omit<PayoutLineView, 'amount'> & { currency: string; amountMinor: bigint }>(settled, [id]);
    return rows.map(({ currency, amountMinor, ...line }) => ({ ...line, amount: money(amountMinor, currency) }));
  }
}

function before(cursor: string | undefined): string | number {
  return (cursor ? decodeCursor(cursor, ['id'])[0] : undefined) ?? lastId;
}

function pageOf(rows: readonly Row[], limit: number): PayoutPage {
  const shown = rows.slice(0, limit);
  return { payouts: shown.map(viewOf), nextCursor: rows.length > limit ? encodeCursor([shown.at(-1)?.id ?? lastId]) : undefined };
}

function viewOf({ currency, amountMinor, returnedMinor, sentMinor, sentCurrency, ...payout }: Row): PayoutView {
  return { ...payout, amount: money(amountMinor, currency), returned: money(returnedMinor, currency), sent: money(sentMinor, sentCurrency) };
}
