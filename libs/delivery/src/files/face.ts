export { platforms, type Platform } from './asset.entity.js';
export { PublishRelease, type NewRelease, type ReleaseFile } from './publish-release.js';
export { ReleaseFileUnknown, ReleaseVersionTaken } from './release.errors.js';
export { ReleaseReads, type ReleaseFileView, type ReleaseHolder, type ReleaseView } from './release-reads.js';
export { SetReleaseTerms } from './set-release-terms.js';
export { WithdrawFile } from './withdraw-file.js';
