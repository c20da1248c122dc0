import type { AccessKind } from '../entitlements/access.entity.js';

/** What is noted of an entitlement and is no use of it by who holds it. */
const noUses: readonly AccessKind[] = ['refused', 'seat_given', 'read_by_merchant'];

const isUsed = `(EXISTS (SELECT FROM delivery.accesses u WHERE u.entitlement_id = e.id AND u.accessed_at >= coalesce(h.given_at, '-infinity') AND u.what NOT IN (${noUses.map((what) => `'${what}'`).join(', ')}))
  OR EXISTS (SELECT FROM delivery.download_requests u WHERE u.entitlement_id = e.id AND u.bytes_sent > 0 AND u.ended_at >= coalesce(h.given_at, '-infinity')))`;

/**
 * SQL: which seats end first where fewer remain, of entitlements `e` and their holders `h`. Those that nobody was given, then those that who
 * has them has never used, then the newest: those that were given last, and of those that nobody has those that were granted last.
 */
export const seatsToEndFirst = `h.email IS NOT NULL, ${isUsed}, h.given_at DESC, e.granted_at DESC, e.seat DESC, e.id DESC`;
