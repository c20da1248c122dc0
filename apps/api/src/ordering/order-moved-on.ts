import { DomainError } from '@silkport/platform';

/** The order is paid or cancelled, so it can neither be paid nor cancelled any more. */
export class OrderMovedOn extends DomainError {
  readonly code = 'ordering.transition_refused';
  readonly status = 409;
}
