import { DomainError } from '@silkport/platform';

/** The merchant has not said yet when it has time. */
export class AvailabilityUnknown extends DomainError {
  readonly code = 'delivery.availability_unknown';
  readonly status = 404;
}

/** At one time `booked` places are taken already. */
export class CapacityTaken extends DomainError {
  readonly code = 'delivery.capacity_taken';
  readonly status = 409;
}

/** Hours that end before they begin or overlap, a day that is none, or no such time zone. */
export class AvailabilityRefused extends DomainError {
  readonly code = 'delivery.availability_refused';
  readonly status = 422;
}

/** No such host of this merchant, none that holds sessions of this product, or one that is retired. */
export class HostUnknown extends DomainError {
  readonly code = 'delivery.host_unknown';
  readonly status = 404;
}

/** At most `max` hosts at one merchant. */
export class TooManyHosts extends DomainError {
  readonly code = 'delivery.too_many_hosts';
  readonly status = 409;
}

/** Nobody can be told apart without a name of letters. */
export class HostNameRefused extends DomainError {
  readonly code = 'delivery.host_name_refused';
  readonly status = 422;
}

/** No time that is offered: outside the hours, past, too soon, or too far ahead. */
export class SlotRefused extends DomainError {
  readonly code = 'delivery.slot_refused';
  readonly status = 422;
}

/** Somebody else was faster. */
export class SlotTaken extends DomainError {
  readonly code = 'delivery.slot_taken';
  readonly status = 409;
}

/** As many sessions are booked or done as were bought. */
export class NoSessionLeft extends DomainError {
  readonly code = 'delivery.no_session_left';
  readonly status = 409;
}

export class BookingUnknown extends DomainError {
  readonly code = 'delivery.booking_unknown';
  readonly status = 404;
}

/** Too close to the session to change it, or it is over or cancelled. */
export class BookingNotChangeable extends DomainError {
  readonly code = 'delivery.booking_not_changeable';
  readonly status = 409;
}

/** Whether somebody came is told after its end. */
export class SessionNotOver extends DomainError {
  readonly code = 'delivery.session_not_over';
  readonly status = 409;
}

/** Its merchant has said nothing of it, or longer ago than it can be contested. */
export class SessionNotContestable extends DomainError {
  readonly code = 'delivery.session_not_contestable';
  readonly status = 409;
}

/** Nobody contests it, or it is decided. */
export class SessionNotContested extends DomainError {
  readonly code = 'delivery.session_not_contested';
  readonly status = 409;
}

export class TimeZoneUnknown extends DomainError {
  readonly code = 'delivery.time_zone_unknown';
  readonly status = 422;
}
