import { DomainError } from '@silkport/platform';

/** The link was altered, or made for something else. */
export class DownloadLinkInvalid extends DomainError {
  readonly code = 'delivery.download_link_invalid';
  readonly status = 403;
}

/** The link's hours are over; the order's page has a new one. */
export class DownloadLinkExpired extends DomainError {
  readonly code = 'delivery.download_link_expired';
  readonly status = 410;
}

/** Its merchant took the file back from everybody. */
export class FileWithdrawn extends DomainError {
  readonly code = 'delivery.file_withdrawn';
  readonly status = 410;
}

/** The right to the file is suspended or revoked. */
export class AccessSuspended extends DomainError {
  readonly code = 'delivery.access_suspended';
  readonly status = 403;
}

export class EntitlementUnknown extends DomainError {
  readonly code = 'delivery.entitlement_unknown';
  readonly status = 404;
}

/** The entitlement cannot go from its state to the one asked for. */
export class AccessChangeRefused extends DomainError {
  readonly code = 'delivery.access_change_refused';
  readonly status = 409;
}

/** A merchant would keep the money for what it takes back. */
export class RevocationNeedsRefund extends DomainError {
  readonly code = 'delivery.revocation_needs_refund';
  readonly status = 409;
}

/** The same of a seat of a subscription: it would be charged for on and on. */
export class SeatRevocationNeedsRefund extends DomainError {
  readonly code = 'delivery.seat_revocation_needs_refund';
  readonly status = 409;
}

export class AssetEmpty extends DomainError {
  readonly code = 'delivery.asset_empty';
  readonly status = 422;
}

/** A file name with a slash or a control character, or of more than 200 bytes in UTF-8. */
export class FileNameRefused extends DomainError {
  readonly code = 'delivery.file_name_refused';
  readonly status = 422;
}

/** No media type such as `application/pdf`. */
export class ContentTypeRefused extends DomainError {
  readonly code = 'delivery.content_type_refused';
  readonly status = 422;
}

/** A key that is in the pool of another variant already. */
export class LicenceKeyTaken extends DomainError {
  readonly code = 'delivery.licence_key_taken';
  readonly status = 409;
}

/** The line is no parcel and no service, or what it was for has been stopped or given back. */
export class HandOverRefused extends DomainError {
  readonly code = 'delivery.hand_over_refused';
  readonly status = 409;
}

/** Something still has to be decided before it may be used, such as whether its data may leave the country. */
export class AccessNotReady extends DomainError {
  readonly code = 'delivery.access_not_ready';
  readonly status = 403;
}

/** The time that was bought is over. */
export class AccessExpired extends DomainError {
  readonly code = 'delivery.access_expired';
  readonly status = 410;
}

export class AccessRuleUnknown extends DomainError {
  readonly code = 'delivery.access_rule_unknown';
  readonly status = 404;
}

/** A rule that names no market of ours, or not exactly one class or product. */
export class AccessRuleRefused extends DomainError {
  readonly code = 'delivery.access_rule_refused';
  readonly status = 422;
}

/** The file has reached its buyer whole as often as its merchant lets it. */
export class DownloadLimitReached extends DomainError {
  readonly code = 'delivery.download_limit_reached';
  readonly status = 403;
}
