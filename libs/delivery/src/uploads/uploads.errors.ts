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

/** The bytes do not begin where those that have come end. */
export class UploadOffsetRefused extends DomainError {
  readonly code = 'delivery.upload_offset_refused';
  readonly status = 409;
}

/** More bytes come than were told at the beginning. */
export class UploadOverrun extends DomainError {
  readonly code = 'delivery.upload_overrun';
  readonly status = 413;
}

/** The bytes are not sent as `application/offset+octet-stream`. */
export class UploadTypeRefused extends DomainError {
  readonly code = 'delivery.upload_type_refused';
  readonly status = 415;
}

/** Another connection writes; soon it does not. */
export class UploadBeingWritten extends DomainError {
  readonly code = 'delivery.upload_being_written';
  readonly status = 423;
}

/** A later connection writes this upload now. No 409 or 423: after these, clients of tus come back and would take it from each other for ever. */
export class UploadTakenOver extends DomainError {
  readonly code = 'delivery.upload_taken_over';
  readonly status = 400;
}
