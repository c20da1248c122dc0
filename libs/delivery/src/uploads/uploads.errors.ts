import { DomainError } from '@silkport/platform';

/** No such upload of this merchant. */
export class UploadUnknown extends DomainError {
  readonly code = 'delivery.upload_unknown';
  readonly status = 404;
}

/** Larger than `max` gigabytes. */
export class UploadTooLarge extends DomainError {
  readonly code = 'delivery.upload_too_large';
  readonly status = 413;
}

/** The headers are not those of a tus upload that says its length, its product, its name and its kind at the beginning, and is one piece. */
export class UploadNotUnderstood extends DomainError {
  readonly code = 'delivery.upload_not_understood';
  readonly status = 400;
}

/** The client speaks another version of tus than 1.0.0, or none. */
export class TusVersionRefused extends DomainError {
  readonly code = 'delivery.tus_version_refused';
  readonly status = 412;
}

/** What is not published yet must be published or removed first; at most `max`. */
export class TooManyUploads extends DomainError {
  readonly code = 'delivery.too_many_uploads';
  readonly status = 409;
}

/** What is not published yet would come to more than `max` gigabytes. */
export class UploadQuotaReached extends DomainError {
  readonly code = 'delivery.upload_quota_reached';
  readonly status = 409;
}

/** Its bytes have come and cannot be changed, or it has been published and cannot be removed. */
export class UploadClosed extends DomainError {
  readonly code = 'delivery.upload_closed';
  readonly status = 409;
}

/** The file has not come or been checked, was refused, or belongs to a release already. */
export class UploadNotReady extends DomainError {
  readonly code = 'delivery.upload_not_ready';
  readonly status = 409;
}
