import { DomainError } from '@silkport/platform';

/** An account is asked for that the chart of accounts does not have, or without the owner that its kind needs. */
export class AccountUnknown extends DomainError {
  readonly code = 'ledger.account_unknown';
  readonly status = 404;
}

/** A date or month that no calendar has, or a period that ends before it begins. */
export class PeriodInvalid extends DomainError {
  readonly code = 'ledger.period_invalid';
  readonly status = 400;
}
