import { prepared, statement, type Tx } from '@silkport/platform';
import { newId } from '@silkport/values';
import { SeatGivenTooOften } from './seat.errors.js';

/** Within a day: one mistake can be taken back and made good, and nobody's mailbox is filled. */
const most = { sameSeatToOne: 2, ofOrderToOne: 10, ofSeat: 10 } as const;

const lock = statement('delivery.lock_seat_gifts', 'SELECT pg_advisory_xact_lock(hashtextextended($1, 781))');
const forget = statement('delivery.forget_seat_gifts', `DELETE FROM delivery.seat_gifts WHERE given_at <= $1::timestamptz - interval '1 day'`);
const lately = statement('delivery.seat_gifts_lately', `
  SELECT count(*) FILTER (WHERE entitlement_id = $1 AND email = $3)::int AS "sameSeatToOne", count(*) FILTER (WHERE email = $3)::int AS "ofOrderToOne", count(*) FILTER (WHERE entitlement_id = $1)::int AS "ofSeat"
  FROM delivery.seat_gifts WHERE order_id = $2 AND given_at > $4::timestamptz - interval '1 day'`);
const note = statement('delivery.note_seat_gift', 'INSERT INTO delivery.seat_gifts (id, entitlement_id, order_id, email, given_at) VALUES ($1, $2, $3, $4, $5)');

/** Each gift is a letter to somebody who may never have heard of us. @throws SeatGivenTooOften */
export async function noteGift(tx: Tx, { entitlementId, orderId, email }: { readonly entitlementId: string; readonly orderId: string; readonly email: string }, at: Date): Promise<void> {
  await prepared(tx, lock, [orderId]);
  const [counts] = await prepared<Record<keyof typeof most, number>>(tx, lately, [entitlementId, orderId, email, at]);
  if (!counts || counts.sameSeatToOne >= most.sameSeatToOne || counts.ofOrderToOne >= most.ofOrderToOne || counts.ofSeat >= most.ofSeat) throw new SeatGivenTooOften({}, 'email');
  await prepared(tx, note, [newId(), entitlementId, orderId, email, at]);
}

/** Whom seats were given to is nobody's any more after a day. */
export async function forgetGifts(tx: Tx, at: Date): Promise<void> {
  await prepared(tx, forget, [at]);
}
