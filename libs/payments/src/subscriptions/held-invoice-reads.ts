import { Injectable } from '@nestjs/common';
import { Database, decodeCursor, encodeCursor, statement } from '@silkport/platform';
import { money, type Money } from '@silkport/values';
import type { HeldInvoiceState, HeldReason } from './held-invoice.entity.js';

export interface HeldInvoiceView {
  readonly id: string;
  readonly stripeInvoiceId: string;
  /** What its subscription began with: an order's id. */
  readonly reference: string;
  readonly reason: HeldReason;
  readonly detail: string;
  /** Null where it cannot be read. */
  readonly amount: Money | null;
  /** Whether its money was taken by card and is with us. */
  readonly isCharged: boolean;
  readonly state: HeldInvoiceState;
  readonly tries: number;
  readonly paidAt: Date;
  readonly heldAt: Date;
  readonly triedAt: Date;
  readonly decidedAt: Date | null;
  readonly note: string | null;
}

interface Row extends Omit<HeldInvoiceView, 'amount'> { amountMinor: bigint | null; currency: string | null }

const columns = `h.id, h.stripe_invoice_id AS "stripeInvoiceId", s.reference, h.reason, h.detail, h.amount_minor AS "amountMinor", h.currency, h.reference IS NOT NULL AS "isCharged", h.state, h.tries,
  h.paid_at AS "paidAt", h.held_at AS "heldAt", h.tried_at AS "triedAt", h.decided_at AS "decidedAt", h.note FROM payments.held_invoices h JOIN payments.subscriptions s ON s.id = h.subscription_id`;
const list = statement('payments.held_invoices', `SELECT ${columns} WHERE h.state = $1 AND h.id < $2 ORDER BY h.id DESC LIMIT $3`);
const one = statement('payments.held_invoice', `SELECT ${columns} WHERE h.id = $1`);
const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Paid invoices of subscriptions of which no order could be made. */
@Injectable()
export class HeldInvoiceReads {
  constructor(private readonly database: Database) {}

  /** Newest first. @throws InvalidCursor */
  async list(state: HeldInvoiceState, cursor: string | undefined, limit: number): Promise<{ invoices: HeldInvoiceView[]; nextCursor: string | undefined }> {
    const before = (cursor ? decodeCursor(cursor, ['id'])[0] : undefined) ?? lastId;
    const rows = await this.database.read<Row>(list, [state, before, limit + 1]);
    const shown = rows.slice(0, limit);
    return { invoices: shown.map(viewOf), nextCursor: rows.length > limit ? encodeCursor([shown.at(-1)?.id ?? lastId]) : undefined };
  }

  async byId(id: string): Promise<HeldInvoiceView | undefined> {
    const [row] = await this.database.read<Row>(one, [id]);
    return row && viewOf(row);
  }
}

function viewOf({ amountMinor, currency, ...row }: Row): HeldInvoiceView {
  return { ...row, amount: amountMinor === null || currency === null ? null : money(amountMinor, currency) };
}
