import { DomainError } from './domain-error.js';

/** The same Idempotency-Key came with another body. */
export class IdempotencyKeyReused extends DomainError {
  readonly code = 'platform.idempotency_key_reused';
  readonly status = 422;
}

/** A creating request without an Idempotency-Key of 8 to 200 visible ASCII characters. */
export class IdempotencyKeyMissing extends DomainError {
  readonly code = 'platform.idempotency_key_missing';
  readonly status = 400;
}

export class NotFound extends DomainError {
  readonly code = 'platform.not_found';
  readonly status = 404;
}

/** The cursor was not made by this list. */
export class InvalidCursor extends DomainError {
  readonly code = 'platform.invalid_cursor';
  readonly status = 400;
}
