import { DomainError } from '@silkport/platform';

/** The country/region is none of the markets that we sell to. */
export class CountryUnknown extends DomainError {
  readonly code = 'ordering.country_unknown';
  readonly status = 400;
}

export class QuoteUnknown extends DomainError {
  readonly code = 'ordering.quote_unknown';
  readonly status = 404;
}

/** Prices are promised for half an hour. */
export class QuoteExpired extends DomainError {
  readonly code = 'ordering.quote_expired';
  readonly status = 410;
}

/** One quote becomes one order, whatever key a second attempt brings. */
export class QuoteAlreadyOrdered extends DomainError {
  readonly code = 'ordering.quote_already_ordered';
  readonly status = 409;
}

export class OrderUnknown extends DomainError {
  readonly code = 'ordering.order_unknown';
  readonly status = 404;
}

/** A parcel needs somewhere to go. */
export class RecipientMissing extends DomainError {
  readonly code = 'ordering.recipient_missing';
  readonly status = 400;
}

/** Below what a card payment can be made for; `minimum` is the smallest order in its currency. */
export class OrderTooSmall extends DomainError {
  readonly code = 'ordering.order_too_small';
  readonly status = 422;
}

/** Above what a card payment can be made for in this currency. */
export class OrderTooLarge extends DomainError {
  readonly code = 'ordering.order_too_large';
  readonly status = 422;
}

/** The order cannot go from its status to the one asked for. */
export class TransitionRefused extends DomainError {
  readonly code = 'ordering.transition_refused';
  readonly status = 409;
}
