import { DomainError } from '@silkport/platform';

/** No key of this product, given to anybody: told alike of keys that are in no pool, not sold yet, or of another product. */
export class LicenceKeyUnknown extends DomainError {
  readonly code = 'delivery.licence_key_unknown';
  readonly status = 404;
}

/** The seat of the key was given to somebody else, who has another key. */
export class LicenceKeyRetired extends DomainError {
  readonly code = 'delivery.licence_key_retired';
  readonly status = 403;
}

/** The seat of the key was given to somebody else: it gives no place before they have opened its page. */
export class LicenceAwaitsHolder extends DomainError {
  readonly code = 'delivery.licence_awaits_holder';
  readonly status = 409;
}

/** Every place of the key has a machine. */
export class MachineLimitReached extends DomainError {
  readonly code = 'delivery.machine_limit_reached';
  readonly status = 409;
}

/** The machine was not activated, was deactivated, or has lost its place. */
export class MachineNotActive extends DomainError {
  readonly code = 'delivery.machine_not_active';
  readonly status = 409;
}

/** The key cannot be checked out, or not for so long. */
export class LeaseRefused extends DomainError {
  readonly code = 'delivery.lease_refused';
  readonly status = 422;
}

/** A file for a floating place is good as long as the machine is checked out: this one is not. */
export class LeaseNeeded extends DomainError {
  readonly code = 'delivery.lease_needed';
  readonly status = 409;
}

/** Too many keys that are none were tried from one address. */
export class TooManyKeyTries extends DomainError {
  readonly code = 'delivery.too_many_key_tries';
  readonly status = 429;
}

/** A line of a file of keys is not one key of 4 to 200 printable characters. */
export class KeyFileRefused extends DomainError {
  readonly code = 'delivery.key_file_refused';
  readonly status = 422;
}

/** Keys that are twice in a file, by line. */
export class KeysTwice extends DomainError {
  readonly code = 'delivery.keys_twice';
  readonly status = 422;
}

/** Keys that are in a pool of the product already, by line. */
export class KeysInPool extends DomainError {
  readonly code = 'delivery.keys_in_pool';
  readonly status = 409;
}

/** A pool takes no more keys before some of it are sold. */
export class KeyPoolFull extends DomainError {
  readonly code = 'delivery.key_pool_full';
  readonly status = 422;
}

/** A plan that contradicts itself, or its product. */
export class KeyPlanRefused extends DomainError {
  readonly code = 'delivery.key_plan_refused';
  readonly status = 422;
}
