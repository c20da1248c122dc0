import { DomainError } from '@silkport/platform';

export class NotSignedIn extends DomainError {
  readonly code = 'identity.not_signed_in';
  readonly status = 401;
}

export class NotAllowed extends DomainError {
  readonly code = 'identity.not_allowed';
  readonly status = 403;
}

/** A page of another site sent this request with our visitor's browser. */
export class CrossSiteRequest extends DomainError {
  readonly code = 'identity.cross_site_request';
  readonly status = 403;
}

/** Unknown e-mail or wrong password: never told which. */
export class SignInRefused extends DomainError {
  readonly code = 'identity.sign_in_refused';
  readonly status = 401;
}

/** Params: `count`, the minutes to wait. */
export class TooManyTries extends DomainError {
  readonly code = 'identity.too_many_tries';
  readonly status = 429;
}

export class EmailInvalid extends DomainError {
  readonly code = 'identity.email_invalid';
  readonly status = 400;
}

/** Params: `min` and `max`, in characters. */
export class PasswordLengthRefused extends DomainError {
  readonly code = 'identity.password_length_refused';
  readonly status = 400;
}

/** Altered, cut off in a mail, or of a sign-up that a later one has replaced. */
export class ConfirmationLinkInvalid extends DomainError {
  readonly code = 'identity.confirmation_link_invalid';
  readonly status = 400;
}

export class ConfirmationLinkExpired extends DomainError {
  readonly code = 'identity.confirmation_link_expired';
  readonly status = 410;
}
