import { DomainError } from '@silkport/platform';

export class ReconciliationUnknown extends DomainError {
  readonly code = 'settlement.reconciliation_unknown';
  readonly status = 404;
}

export class DifferenceUnknown extends DomainError {
  readonly code = 'settlement.difference_unknown';
  readonly status = 404;
}

export class DifferenceClosed extends DomainError {
  readonly code = 'settlement.difference_closed';
  readonly status = 409;
}
