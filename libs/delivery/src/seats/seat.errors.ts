import { DomainError } from '@silkport/platform';

/** What was bought has no seats, or access to it is over. */
export class SeatNotGivable extends DomainError {
  readonly code = 'delivery.seat_not_givable';
  readonly status = 409;
}

/** Whoever was given a seat cannot give it on; the order's holder can. */
export class SeatNotYours extends DomainError {
  readonly code = 'delivery.seat_not_yours';
  readonly status = 403;
}

/** Whoever is given it is written to: the same seat, or seats of one order to the same address, change hands so often a day and no more. */
export class SeatGivenTooOften extends DomainError {
  readonly code = 'delivery.seat_given_too_often';
  readonly status = 429;
}
