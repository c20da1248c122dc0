import { DomainError } from '@silkport/platform';

/** The product has a release of this version. */
export class ReleaseVersionTaken extends DomainError {
  readonly code = 'delivery.release_version_taken';
  readonly status = 409;
}

/** No such file of this product. */
export class ReleaseFileUnknown extends DomainError {
  readonly code = 'delivery.release_file_unknown';
  readonly status = 404;
}
