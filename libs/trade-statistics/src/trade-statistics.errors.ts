import { DomainError } from '@silkport/platform';

/** A filter names a group of economies that is not in the table. */
export class GroupUnknown extends DomainError {
  readonly code = 'trade_statistics.group_unknown';
  readonly status = 400;
}

/** A filter names a class that is not in the taxonomy. */
export class ClassUnknown extends DomainError {
  readonly code = 'trade_statistics.class_unknown';
  readonly status = 400;
}

/** A date that no calendar has, or a period that ends before it begins. */
export class PeriodInvalid extends DomainError {
  readonly code = 'trade_statistics.period_invalid';
  readonly status = 400;
}
