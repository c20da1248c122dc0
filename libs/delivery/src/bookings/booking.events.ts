import { event } from '@silkport/platform';

/** A session as everybody is told of it; instants in ISO 8601. */
export interface BookedSession {
  readonly bookingId: string;
  readonly orderId: string;
  readonly lineId: string;
  readonly entitlementId: string;
  readonly merchantId: string;
  readonly startsAt: string;
  readonly endsAt: string;
  /** IANA, of both sides. */
  readonly buyerTimeZone: string;
  readonly merchantTimeZone: string;
  /** Who holds it; null where the product names no hosts. */
  readonly hostName: string | null;
}

export interface BookingCancelled extends BookedSession {
  /** `access`: its money went back, or access was stopped. */
  readonly by: 'buyer' | 'merchant' | 'access';
}

export const bookingMade = event<BookedSession>('delivery.booking_made');
export const bookingMoved = event<BookedSession>('delivery.booking_moved');
export const bookingCancelled = event<BookingCancelled>('delivery.booking_cancelled');
/** A session is near: `hours` before it, 24 or 1. */
export const sessionNear = event<BookedSession & { readonly hours: 24 | 1 }>('delivery.session_near');
/** Its merchant has said whether the buyer came; until `contestBy` the buyer can say that it was otherwise. */
export const sessionMarked = event<BookedSession & { readonly state: 'attended' | 'no_show'; readonly contestBy: string }>('delivery.session_marked');
/** Its buyer says that it was otherwise, in `words`: somebody decides. */
export const sessionContested = event<BookedSession & { readonly words: string }>('delivery.session_contested');
/** Whether a contested session counts; `words` of whoever decided, empty where its merchant gave in. */
export const contestDecided = event<BookedSession & ContestDecision>('delivery.contest_decided');

export interface ContestDecision { readonly result: 'held' | 'not_held'; readonly words: string }
