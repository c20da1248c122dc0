import { TusVersionRefused, UploadBeingWritten, UploadNotUnderstood, UploadOffsetRefused, UploadOverrun, UploadTakenOver, UploadUnknown } from './uploads.errors.js';
import { tusVersion } from './tus-request.js';

/** What the protocol's server refuses, in its status and its English words, as a refusal of ours; what it does not expect is an error with its words. Source: `ERRORS` of @tus/utils. */
export function tusRefusal(status: number, words: string): Error {
  switch (status) {
    case 400: return /aborted/.test(words) ? new UploadTakenOver() : new UploadNotUnderstood({}, /^Invalid (\S+)/.exec(words)?.[1] ?? /^(Upload-\w+)/.exec(words)?.[1]);
    case 403: return new UploadNotUnderstood({}, /^(\S+) header required/.exec(words)?.[1]);
    case 404: case 410: return new UploadUnknown();
    case 409: return new UploadOffsetRefused({}, 'Upload-Offset');
    case 412: return new TusVersionRefused({ version: tusVersion }, 'Tus-Resumable');
    case 413: return new UploadOverrun({}, 'Upload-Length');
    case 423: return new UploadBeingWritten();
    case 501: return new UploadNotUnderstood();
    default: return new Error(words.trim());
  }
}
