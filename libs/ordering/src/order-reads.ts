import { Injectable } from '@nestjs/common';
import type { DeliveryKind } from '@silkport/catalog';
import { Database, decodeCursor, encodeCursor, statement } from '@silkport/platform';
import { money, type Locale, type Money, type Rate, type Translated } from '@silkport/values';
import type { OrderStatus, Recipient } from './order.entity.js';

export interface OrderLineView {
  readonly id: string;
  readonly productId: string;
  readonly productCode: string;
  readonly productSlug: string;
  readonly productName: Translated;
  readonly variantId: string;
  readonly variantName: Translated | null;
  readonly merchantId: string;
  readonly merchantName: Translated;
  readonly clusterId: string;
  readonly taxonomyId: string;
  readonly deliveryKind: DeliveryKind;
  readonly quantity: number;
  readonly unit: Money;
  readonly total: Money;
  readonly merchantTotal: Money;
  readonly rate: Rate;
}

export interface OrderView {
  readonly id: string;
  readonly number: string;
  readonly status: OrderStatus;
  readonly email: string;
  readonly locale: Locale;
  readonly country: string;
  readonly total: Money;
  readonly rateSetId: string;
  readonly recipient: Recipient | null;
  readonly placedAt: Date;
  readonly expiresAt: Date;
  readonly paidAt: Date | null;
  readonly cancelledAt: Date | null;
  readonly lines: readonly OrderLineView[];
}

interface StoredLine extends Omit<OrderLineView, 'unit' | 'total' | 'merchantTotal'> { unit: string; total: string; merchantTotal: string; merchantCurrency: string }
interface StoredOrder extends Omit<OrderView, 'total' | 'lines'> { totalMinor: bigint; currency: string; lines: StoredLine[] }

const linesOf = (condition: string) => `(SELECT json_agg(json_build_object(
    'id', l.id, 'productId', l.product_id, 'productCode', l.product_code, 'productSlug', l.product_slug, 'productName', l.product_name, 'variantId', l.variant_id,
    'variantName', l.variant_name, 'merchantId', l.merchant_id, 'merchantName', l.merchant_name, 'clusterId', l.cluster_id, 'taxonomyId', l.taxonomy_id,
    'deliveryKind', l.delivery_kind, 'quantity', l.quantity, 'unit', l.unit_minor::text, 'total', l.total_minor::text, 'merchantTotal', l.merchant_total_minor::text,
    'merchantCurrency', l.merchant_currency, 'rate', l.rate::text) ORDER BY l.position) FROM ordering.order_lines l WHERE l.order_id = o.id ${condition}) AS lines`;
const header = `o.id, o.number, o.status, o.email, o.locale, o.country, o.currency, o.total_minor AS "totalMinor", o.rate_set_id AS "rateSetId", o.recipient,
  o.placed_at AS "placedAt", o.expires_at AS "expiresAt", o.paid_at AS "paidAt", o.cancelled_at AS "cancelledAt"`;

const byId = statement('ordering.order_by_id', `SELECT ${header}, ${linesOf('')} FROM ordering.orders o WHERE o.id = $1`);
const byNumber = statement('ordering.order_by_number', `SELECT ${header}, ${linesOf('')} FROM ordering.orders o WHERE o.number = $1`);
const byEmail = statement('ordering.orders_by_email', `SELECT ${header}, ${linesOf('')} FROM ordering.orders o
  WHERE o.email = $1 AND (o.placed_at, o.id) < ($2::timestamptz, $3::uuid) ORDER BY o.placed_at DESC, o.id DESC LIMIT $4`);
const byMerchant = statement('ordering.orders_by_merchant', `SELECT ${header}, ${linesOf('AND l.merchant_id = $1')} FROM ordering.orders o
  WHERE o.id IN (SELECT m.order_id FROM ordering.order_lines m WHERE m.merchant_id = $1 AND m.order_id < $2) AND o.status = 'paid' ORDER BY o.id DESC LIMIT $3`);
const oneOfMerchant = statement('ordering.order_of_merchant', `SELECT ${header}, ${linesOf('AND l.merchant_id = $1')} FROM ordering.orders o WHERE o.number = $2 AND o.status = 'paid'`);

const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Orders as their buyer or a merchant reads them, one statement each. */
@Injectable()
export class OrderReads {
  constructor(private readonly database: Database) {}

  async byId(id: string): Promise<OrderView | undefined> {
    const [row] = await this.database.read<StoredOrder>(byId, [id]);
    return row && viewOf(row);
  }

  async byNumber(number: string): Promise<OrderView | undefined> {
    const [row] = await this.database.read<StoredOrder>(byNumber, [number]);
    return row && viewOf(row);
  }

  /** A buyer's orders, newest first. The caller has made sure that the address is the buyer's. @throws InvalidCursor */
  async ofEmail(email: string, cursor: string | undefined, limit: number): Promise<{ orders: OrderView[]; nextCursor: string | undefined }> {
    const [at, id] = cursor ? decodeCursor(cursor, ['instant', 'id']) : ['infinity', lastId];
    const rows = await this.database.read<StoredOrder>(byEmail, [email, at, id, limit + 1]);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return { orders: shown.map(viewOf), nextCursor: rows.length > limit && last ? encodeCursor([last.placedAt.toISOString(), last.id]) : undefined };
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

function viewOf({ totalMinor, currency, lines, ...order }: StoredOrder): OrderView {
  return { ...order, total: money(totalMinor, currency), lines: lines.map(({ unit, total, merchantTotal, merchantCurrency, ...line }) => ({
    ...line, unit: money(BigInt(unit), currency), total: money(BigInt(total), currency), merchantTotal: money(BigInt(merchantTotal), merchantCurrency),
  })) };
}
