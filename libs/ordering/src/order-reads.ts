import { Injectable } from '@nestjs/common';
import type { DeliveryKind } from '@silkport/catalog';
import { Database, decodeCursor, encodeCursor, reviveJson, statement } from '@silkport/platform';
import { money, type Locale, type Money } from '@silkport/values';
import type { Business } from './business.js';
import type { Consent } from './withdrawals/consents.js';
import { linesOf, lineView, type StoredLine } from './line-columns.js';
import type { OrderLineView } from './order-line-view.js';
import type { OrderStatus } from './order-states.js';
import { subscriptionColumn, type OrderOfSubscription } from './subscriptions/order-of-subscription.js';
import type { Recipient } from './order.entity.js';

export interface OrderView {
  readonly id: string;
  readonly number: string;
  readonly status: OrderStatus;
  readonly email: string;
  readonly locale: Locale;
  readonly country: string;
  /** Of a business buyer. */
  readonly taxId: string | null;
  readonly business: Business | null;
  readonly total: Money;
  readonly refunded: Money;
  readonly rateSetId: string;
  readonly recipient: Recipient | null;
  readonly placedAt: Date;
  readonly expiresAt: Date;
  readonly paidAt: Date | null;
  /** When its money came, where it was not clear then where it is taxed. */
  readonly heldAt: Date | null;
  readonly cancelledAt: Date | null;
  readonly completedAt: Date | null;
  readonly consents: readonly Consent[];
  /** What it begins, or is a period of; null of every other order. */
  readonly subscription?: OrderOfSubscription | null;
  readonly lines: readonly OrderLineView[];
}

/** Of a line that a reader looks for. */
export interface LineFilter {
  readonly kind?: DeliveryKind | undefined;
  /** Part of the product's or the merchant's name, in any language that it has. */
  readonly words?: string | undefined;
}

interface StoredOrder extends Omit<OrderView, 'total' | 'refunded' | 'lines'> { totalMinor: bigint; refundedMinor: bigint; currency: string; lines: unknown }

const header = `o.id, o.number, o.status, o.email, o.locale, o.country, o.currency, o.total_minor AS "totalMinor", o.rate_set_id AS "rateSetId", o.recipient,
  o.placed_at AS "placedAt", o.expires_at AS "expiresAt", o.paid_at AS "paidAt", o.held_at AS "heldAt", o.cancelled_at AS "cancelledAt",
  o.completed_at AS "completedAt", o.consents, o.tax_id AS "taxId", o.business, o.refunded_minor AS "refundedMinor", ${subscriptionColumn}`;

const hasBeenPaid = `o.status NOT IN ('awaiting_payment', 'held', 'cancelled')`;

const byId = statement('ordering.order_by_id', `SELECT ${header}, ${linesOf()} FROM ordering.orders o WHERE o.id = $1`);
const byIds = statement('ordering.orders_by_id', `SELECT ${header}, ${linesOf()} FROM ordering.orders o WHERE o.id = ANY ($1::uuid[])`);
const byNumber = statement('ordering.order_by_number', `SELECT ${header}, ${linesOf()} FROM ordering.orders o WHERE o.number = $1`);
const numbers = statement('ordering.numbers_of_orders', 'SELECT id, number FROM ordering.orders WHERE id = ANY ($1::uuid[])');
const byEmail = statement('ordering.orders_by_email', `SELECT ${header}, ${linesOf()} FROM ordering.orders o
  WHERE o.email = $1 AND (o.placed_at, o.id) < ($2::timestamptz, $3::uuid) ORDER BY o.placed_at DESC, o.id DESC LIMIT $4`);
const byEmailFiltered = statement('ordering.orders_by_email_filtered', `SELECT ${header}, ${linesOf()} FROM ordering.orders o
  WHERE o.email = $1 AND (o.placed_at, o.id) < ($2::timestamptz, $3::uuid) AND EXISTS (SELECT FROM ordering.order_lines l WHERE l.order_id = o.id
    AND ($5::text IS NULL OR l.delivery_kind = $5) AND ($6::text IS NULL OR position(lower($6) IN lower(l.product_name::text || l.merchant_name::text)) > 0))
  ORDER BY o.placed_at DESC, o.id DESC LIMIT $4`);
const kindsByEmail = statement('ordering.kinds_by_email', `
  SELECT DISTINCT l.delivery_kind AS kind FROM ordering.orders o JOIN ordering.order_lines l ON l.order_id = o.id WHERE o.email = $1 AND ${hasBeenPaid}`);
const ofSameBuyer = statement('ordering.orders_of_same_buyer', `
  SELECT o.id FROM ordering.orders own JOIN ordering.orders o ON o.email = own.email AND (o.id = own.id OR o.buyer_id = own.buyer_id)
  WHERE own.id = $1 AND EXISTS (SELECT FROM ordering.order_lines l WHERE l.order_id = o.id AND l.product_id = $2) ORDER BY o.placed_at, o.id LIMIT 2000`);
const byMerchant = statement('ordering.orders_by_merchant', `SELECT ${header}, ${linesOf('AND l.merchant_id = $1')} FROM ordering.orders o
  WHERE o.id IN (SELECT m.order_id FROM ordering.order_lines m WHERE m.merchant_id = $1 AND m.order_id < $2) AND ${hasBeenPaid} ORDER BY o.id DESC LIMIT $3`);
const oneOfMerchant = statement('ordering.order_of_merchant', `SELECT ${header}, ${linesOf('AND l.merchant_id = $1')} FROM ordering.orders o WHERE o.number = $2 AND ${hasBeenPaid}`);

const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Orders as their buyer or a merchant reads them, one statement each. */
@Injectable()
export class OrderReads {
  constructor(private readonly database: Database) {}

  async byId(id: string): Promise<OrderView | undefined> {
    const [row] = await this.database.read<StoredOrder>(byId, [id]);
    return row && viewOf(row);
  }

  /** Those that there are, by their ids. */
  async byIds(ids: readonly string[]): Promise<ReadonlyMap<string, OrderView>> {
    const rows = await this.database.read<StoredOrder>(byIds, [ids]);
    return new Map(rows.map((row) => [row.id, viewOf(row)]));
  }

  async byNumber(number: string): Promise<OrderView | undefined> {
    const [row] = await this.database.read<StoredOrder>(byNumber, [number]);
    return row && viewOf(row);
  }

  /** The numbers that people know orders by; what is no order of ours is left out. */
  async numbersOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.database.read<{ id: string; number: string }>(numbers, [ids]);
    return new Map(rows.map(({ id, number }) => [id, number]));
  }

  /** A buyer's orders, newest first; of a filter those that have a line that fits. The caller has made sure that the address is the buyer's. @throws InvalidCursor */
  async ofEmail(email: string, cursor: string | undefined, limit: number, { kind, words }: LineFilter = {}): Promise<{ orders: OrderView[]; nextCursor: string | undefined }> {
    const [at, id] = cursor ? decodeCursor(cursor, ['instant', 'id']) : ['infinity', lastId];
    const rows = await (kind ?? words ? this.database.read<StoredOrder>(byEmailFiltered, [email, at, id, limit + 1, kind ?? null, words ?? null]) : this.database.read<StoredOrder>(byEmail, [email, at, id, limit + 1]));
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return { orders: shown.map(viewOf), nextCursor: rows.length > limit && last ? encodeCursor([last.placedAt.toISOString(), last.id]) : undefined };
  }

  /**
   * The order itself and those that the same person placed, signed in with the confirmed address of both, as far as they have the product;
   * the oldest 2,000. What somebody else ordered with that address is none of them.
   */
  async ofSameBuyer(orderId: string, productId: string): Promise<string[]> {
    const rows = await this.database.read<{ id: string }>(ofSameBuyer, [orderId, productId]);
    return rows.map(({ id }) => id);
  }

  /** Of which kinds a buyer has bought something, in no order. The caller has made sure that the address is the buyer's. */
  async kindsOfEmail(email: string): Promise<DeliveryKind[]> {
    const rows = await this.database.read<{ kind: DeliveryKind }>(kindsByEmail, [email]);
    return rows.map(({ kind }) => kind);
  }

  /** Paid orders with the merchant's own lines only, newest first. @throws InvalidCursor */
  async ofMerchant(merchantId: string, cursor: string | undefined, limit: number): Promise<{ orders: OrderView[]; nextCursor: string | undefined }> {
    const [before] = cursor ? decodeCursor(cursor, ['id']) : [lastId];
    const rows = await this.database.read<StoredOrder>(byMerchant, [merchantId, before, limit + 1]);
    const shown = rows.slice(0, limit);
    return { orders: shown.map(viewOf), nextCursor: rows.length > limit ? encodeCursor([shown.at(-1)?.id ?? lastId]) : undefined };
  }

  /** A paid order with the merchant's own lines only; undefined where the merchant has none in it. */
  async ofMerchantByNumber(merchantId: string, number: string): Promise<OrderView | undefined> {
    const [row] = await this.database.read<StoredOrder>(oneOfMerchant, [merchantId, number]);
    return row?.lines ? viewOf(row) : undefined;
  }
}

function viewOf({ totalMinor, refundedMinor, currency, lines, ...order }: StoredOrder): OrderView {
  return { ...order, total: money(totalMinor, currency), refunded: money(refundedMinor, currency), lines: reviveJson<StoredLine[]>(lines).map((line) => lineView(line, currency)) };
}
