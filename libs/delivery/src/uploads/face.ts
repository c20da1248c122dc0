export { DiscardUpload } from './discard-upload.js';
export { refusalReasons, type RefusalReason } from './file-refused.js';
export { OpenUpload, type NewUpload } from './open-upload.js';
export { refuseOtherBytes, refuseOtherTus, tusBytesType, tusVersion, uploadsPath, wantedUpload } from './tus-request.js';
export { TusUploads, type TellRefusal } from './tus-uploads.js';
export { uploadStates, type UploadState } from './upload.entity.js';
export { UploadReads, type UploadView } from './upload-reads.js';
export { TooManyUploads, TusVersionRefused, UploadClosed, UploadNotReady, UploadNotUnderstood, UploadQuotaReached, UploadTooLarge, UploadTypeRefused, UploadUnknown } from './uploads.errors.js';
