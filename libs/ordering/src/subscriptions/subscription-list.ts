import { Injectable } from '@nestjs/common';
import { Database, decodeCursor, encodeCursor, reviveJson, statement } from '@silkport/platform';
import { money, type Money } from '@silkport/values';
import type { OrderStatus } from '../order-states.js';
import { listColumns, listedSubscription, listTables, type ListedSubscription, type ListRow } from './listed-subscription.js';
import type { ChangeKind, SubscriptionRole, SubscriptionState } from './subscription-states.js';

export interface SubscriptionFilter {
  readonly state?: SubscriptionState | undefined;
  readonly productId?: string | undefined;
  /** Of any of its orders. */
  readonly orderNumber?: string | undefined;
}

/** A payment of a subscription, oldest first: what began it, a further period, or what was paid for the rest of one. */
export interface SubscriptionPeriod {
  readonly orderNumber: string;
  readonly role: SubscriptionRole;
  readonly status: OrderStatus;
  readonly seats: number;
  readonly total: Money;
  readonly net: Money;
  readonly tax: Money;
  readonly refunded: Money;
  readonly paidAt: Date | null;
  /** For so many days it was paid. */
  readonly days: number | null;
}

/** What was asked of a subscription, oldest first. */
export interface AskedChange { readonly kind: ChangeKind; readonly state: 'asked' | 'done' | 'refused'; readonly askedAt: Date; readonly settledAt: Date | null }

export interface SubscriptionHistory extends ListedSubscription { readonly periods: readonly SubscriptionPeriod[]; readonly changes: readonly AskedChange[] }

type StoredPeriod = Omit<SubscriptionPeriod, 'total' | 'net' | 'tax' | 'refunded' | 'paidAt'> & { totalMinor: bigint; netMinor: bigint; taxMinor: bigint; refundedMinor: bigint; paidAt: string | null };
interface StoredHistory extends ListRow { periods: unknown; changes: readonly { kind: ChangeKind; state: AskedChange['state']; askedAt: string; settledAt: string | null }[] | null }

/** One that nobody has paid for yet is shown only to whoever asks for those. */
const page = (owner: string) => `SELECT ${listColumns} FROM ${listTables} WHERE ${owner} AND s.id < $2 AND CASE WHEN $4::text IS NULL THEN s.state <> 'pending' ELSE s.state = $4 END
  AND ($5::uuid IS NULL OR s.product_id = $5) AND ($6::text IS NULL OR s.id = (SELECT m.subscription_id FROM ordering.orders m WHERE m.number = $6)) ORDER BY s.id DESC LIMIT $3`;
const all = statement('ordering.subscriptions_of_all', page('$1::uuid IS NULL'));
const ofMerchant = statement('ordering.subscriptions_of_merchant', page('s.merchant_id = $1::uuid'));
const one = statement('ordering.subscription_history', `
  SELECT ${listColumns},
    (SELECT json_agg(json_build_object('orderNumber', m.number, 'role', m.subscription_role, 'status', m.status, 'seats', p.quantity, 'totalMinor', p.total_minor::text, 'netMinor', p.net_minor::text, 'taxMinor', p.tax_minor::text,
      'refundedMinor', m.refunded_minor::text, 'paidAt', m.paid_at, 'days', p.service_days) ORDER BY m.paid_at NULLS LAST, m.id) FROM ordering.orders m JOIN ordering.order_lines p ON p.order_id = m.id WHERE m.subscription_id = s.id) AS periods,
    (SELECT json_agg(json_build_object('kind', c.kind, 'state', c.state, 'askedAt', c.asked_at, 'settledAt', c.settled_at) ORDER BY c.asked_at, c.id) FROM ordering.subscription_changes c WHERE c.subscription_id = s.id) AS changes
  FROM ${listTables} WHERE s.id = $1 AND ($2::uuid IS NULL OR s.merchant_id = $2)`);
const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Subscriptions as merchants and admins look through them, one statement each. */
@Injectable()
export class SubscriptionList {
  constructor(private readonly database: Database) {}

  /** Newest first. @param merchantId whose only; undefined of everybody's @throws InvalidCursor */
  async page(merchantId: string | undefined, cursor: string | undefined, limit: number, { state, productId, orderNumber }: SubscriptionFilter = {}): Promise<{ items: ListedSubscription[]; nextCursor: string | undefined }> {
    const before = (cursor ? decodeCursor(cursor, ['id'])[0] : undefined) ?? lastId;
    const rows = await this.database.read<ListRow>(merchantId === undefined ? all : ofMerchant, [merchantId ?? null, before, limit + 1, state ?? null, productId ?? null, orderNumber?.trim().toUpperCase() ?? null]);
    const shown = rows.slice(0, limit);
    return { items: shown.map(listedSubscription), nextCursor: rows.length > limit ? encodeCursor([shown.at(-1)?.id ?? lastId]) : undefined };
  }

  /** With all that was paid for it, and what was asked of it. @param merchantId whose only @returns undefined of another's */
  async byId(id: string, merchantId: string | undefined): Promise<SubscriptionHistory | undefined> {
    const [row] = await this.database.read<StoredHistory>(one, [id, merchantId ?? null]);
    if (!row) return undefined;
    const { periods, changes, ...rest } = row;
    return {
      ...listedSubscription(rest), periods: reviveJson<StoredPeriod[]>(periods).map((period) => periodOf(period, row.currency)),
      changes: (changes ?? []).map(({ askedAt, settledAt, ...change }) => ({ ...change, askedAt: new Date(askedAt), settledAt: settledAt === null ? null : new Date(settledAt) })),
    };
  }
}

function periodOf({ totalMinor, netMinor, taxMinor, refundedMinor, paidAt, ...period }: StoredPeriod, currency: string): SubscriptionPeriod {
  const of = (amountMinor: bigint): Money => money(amountMinor, currency);
  return { ...period, total: of(totalMinor), net: of(netMinor), tax: of(taxMinor), refunded: of(refundedMinor), paidAt: paidAt === null ? null : new Date(paidAt) };
}
