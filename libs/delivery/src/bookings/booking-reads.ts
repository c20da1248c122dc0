import { Injectable } from '@nestjs/common';
import { Database, prepared, statement, type Tx } from '@silkport/platform';
import { Clock, isId } from '@silkport/values';
import { BookingUnknown } from './booking.errors.js';
import type { BookingState } from './booking.entity.js';
import type { BookedSession } from './booking.events.js';

export interface BookingView {
  readonly id: string;
  readonly productId: string;
  readonly merchantId: string;
  readonly entitlementId: string;
  readonly orderId: string;
  readonly orderLineId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly state: BookingState;
  readonly buyerTimeZone: string;
  /** Of its host, or of the product where none holds it. */
  readonly merchantTimeZone: string;
  readonly hostId: string | null;
  readonly hostName: string | null;
  readonly sequence: number;
  readonly changedAt: Date;
  /** As was said when it was booked, or less where less is said now. */
  readonly changeNoticeMinutes: number;
  /** Null until shortly before it, and when it is over. */
  readonly meetingLink: string | null;
  readonly markedAt: Date | null;
  readonly contestedAt: Date | null;
  readonly contestWords: string | null;
  readonly settledAt: Date | null;
}

/** How long a buyer has to say that it was otherwise than the merchant says; only then it counts. */
export const contestDays = 7;

const linkShownMinutesBefore = 15;
export const bookingColumns = `b.id, b.product_id AS "productId", b.merchant_id AS "merchantId", b.entitlement_id AS "entitlementId", b.order_id AS "orderId", b.order_line_id AS "orderLineId",
  b.starts_at AS "startsAt", b.ends_at AS "endsAt", b.state, b.buyer_time_zone AS "buyerTimeZone", coalesce((SELECT h.time_zone FROM delivery.hosts h WHERE h.id = b.host_id), p.time_zone) AS "merchantTimeZone", b.sequence, b.changed_at AS "changedAt",
  least(b.change_notice_minutes, p.change_notice_minutes) AS "changeNoticeMinutes", b.host_id AS "hostId", (SELECT h.name FROM delivery.hosts h WHERE h.id = b.host_id) AS "hostName",
  b.marked_at AS "markedAt", b.contested_at AS "contestedAt", b.contest_words AS "contestWords", b.settled_at AS "settledAt"`;
const link = 'coalesce((SELECT h.meeting_link FROM delivery.hosts h WHERE h.id = b.host_id), p.meeting_link)';
const from = 'FROM delivery.bookings b JOIN delivery.session_plans p USING (product_id)';
const shownLink = (now: string) => `CASE WHEN b.state = 'booked' AND b.starts_at <= ${now}::timestamptz + interval '${linkShownMinutesBefore} minutes' AND b.ends_at > ${now}::timestamptz - interval '1 hour' THEN ${link} END AS "meetingLink"`;
const ofEntitlement = statement('delivery.bookings_of', `SELECT ${bookingColumns}, ${shownLink('$2')} ${from} WHERE b.entitlement_id = $1 ORDER BY b.starts_at, b.id`);
const byId = statement('delivery.booking', `SELECT ${bookingColumns}, ${shownLink('$2')} ${from} WHERE b.id = $1`);
const ofMerchant = statement('delivery.bookings_of_merchant', `
  SELECT ${bookingColumns}, ${link} AS "meetingLink" ${from} WHERE b.merchant_id = $1 AND b.ends_at >= $2 AND (b.starts_at, b.id) > ($3, $4::uuid) ORDER BY b.starts_at, b.id LIMIT $5`);
const locked = statement('delivery.lock_booking', `SELECT ${bookingColumns}, NULL AS "meetingLink" ${from} WHERE b.id = $1 FOR UPDATE OF b`);
const allowed = statement('delivery.sessions_bought', `
  SELECT greatest(e.quantity - coalesce(a.revoked_pieces, 0), 0) * coalesce(p.sessions_per_piece, 1) AS bought
  FROM delivery.entitlements e LEFT JOIN delivery.line_access a USING (order_line_id) LEFT JOIN delivery.session_plans p ON p.product_id = e.product_id WHERE e.id = $1`);
const zone = statement('delivery.chosen_time_zone', 'SELECT time_zone AS "timeZone" FROM delivery.chosen_time_zones WHERE entitlement_id = $1');
const contested = statement('delivery.contested_sessions', `SELECT ${bookingColumns}, NULL AS "meetingLink" ${from} WHERE b.marked_at IS NOT NULL AND b.settled_at IS NULL AND b.contested_at IS NOT NULL ORDER BY b.contested_at, b.id LIMIT 200`);
const lockOf = statement('delivery.lock_entitlement_of_booking', 'SELECT e.id FROM delivery.entitlements e JOIN delivery.bookings b ON b.entitlement_id = e.id WHERE b.id = $1 FOR UPDATE OF e');
const firstId = '00000000-0000-0000-0000-000000000000';

@Injectable()
export class BookingReads {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** By time. */
  async ofEntitlement(entitlementId: string): Promise<BookingView[]> {
    return this.database.read<BookingView>(ofEntitlement, [entitlementId, this.clock.now()]);
  }

  async find(bookingId: string): Promise<BookingView | undefined> {
    const [booking] = isId(bookingId) ? await this.database.read<BookingView>(byId, [bookingId, this.clock.now()]) : [];
    return booking;
  }

  /** Those that have not ended before a time, by time. @param after the last of the page before */
  async ofMerchant(merchantId: string, since: Date, after: Pick<BookingView, 'startsAt' | 'id'> | undefined, limit: number): Promise<BookingView[]> {
    return this.database.read<BookingView>(ofMerchant, [merchantId, since, after?.startsAt ?? new Date(0), after?.id ?? firstId, limit]);
  }

  /** Those that wait for a decision, the oldest first, at most 200. */
  async contested(): Promise<BookingView[]> {
    return this.database.read<BookingView>(contested, []);
  }

  /** How many sessions were bought, and not given back. */
  async bought(entitlementId: string): Promise<number> {
    const [row] = await this.database.read<{ bought: number }>(allowed, [entitlementId]);
    return row?.bought ?? 0;
  }

  async chosenTimeZone(entitlementId: string): Promise<string | undefined> {
    const [row] = await this.database.read<{ timeZone: string }>(zone, [entitlementId]);
    return row?.timeZone;
  }
}

/** @param owner whose it must be; `anybody` for who decides @throws BookingUnknown */
export async function lockBooking(tx: Tx, bookingId: string, owner: { readonly entitlementId: string } | { readonly merchantId: string } | 'anybody'): Promise<BookingView> {
  const [booking] = isId(bookingId) ? await prepared<BookingView>(tx, locked, [bookingId]) : [];
  if (!booking || (owner !== 'anybody' && ('merchantId' in owner ? booking.merchantId !== owner.merchantId : booking.entitlementId !== owner.entitlementId))) throw new BookingUnknown();
  return booking;
}

/** With the entitlement first, as everybody does who follows what of it was held. @throws as `lockBooking` */
export async function lockHeldBooking(tx: Tx, bookingId: string, owner: Parameters<typeof lockBooking>[2]): Promise<BookingView> {
  if (isId(bookingId)) await prepared(tx, lockOf, [bookingId]);
  return lockBooking(tx, bookingId, owner);
}

export async function sessionsBought(tx: Tx, entitlementId: string): Promise<number> {
  const [row] = await prepared<{ bought: number }>(tx, allowed, [entitlementId]);
  return row?.bought ?? 0;
}

export function toldOf({ id, orderId, orderLineId, entitlementId, merchantId, startsAt, endsAt, buyerTimeZone, merchantTimeZone, hostName }: BookingView): BookedSession {
  return { bookingId: id, orderId, lineId: orderLineId, entitlementId, merchantId, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), buyerTimeZone, merchantTimeZone, hostName };
}

/** Whether its buyer may still say that it was otherwise than the merchant says. */
export function isContestable({ state, markedAt, contestedAt, settledAt }: Pick<BookingView, 'state' | 'markedAt' | 'contestedAt' | 'settledAt'>, now: Date): boolean {
  return (state === 'attended' || state === 'no_show') && markedAt !== null && !contestedAt && !settledAt && markedAt.getTime() + contestDays * 86_400_000 > now.getTime();
}

/** Whether its buyer may still move or cancel it. */
export function isChangeable({ state, startsAt, changeNoticeMinutes }: Pick<BookingView, 'state' | 'startsAt' | 'changeNoticeMinutes'>, now: Date): boolean {
  return state === 'booked' && startsAt.getTime() - changeNoticeMinutes * 60_000 >= now.getTime() && startsAt > now;
}
