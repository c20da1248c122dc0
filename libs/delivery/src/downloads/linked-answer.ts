import type { ObjectStorage } from '@silkport/platform';
import { contentDisposition } from './content-disposition.js';
import type { FileCall } from './file-answer.js';
import type { FoundDownload } from './find-download.js';

/** The bytes are to be had from the storage itself; who only asks for the headers gets those that are so there too. */
export interface LinkedAnswer {
  readonly status: 200 | 302;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: undefined;
}

/** Long enough to begin: a transfer that has begun is not ended by it. */
const expiresInSeconds = 15 * 60;

/** @returns undefined where the storage has no addresses */
export async function linkedAnswer(storage: ObjectStorage, { storageKey, fileName, contentType, sizeBytes, sha256 }: FoundDownload, { method }: Pick<FileCall, 'method'>): Promise<LinkedAnswer | undefined> {
  const disposition = contentDisposition(fileName);
  const location = await storage.presignedUrl(storageKey, { contentDisposition: disposition, contentType, expiresInSeconds });
  if (location === undefined) return undefined;
  const always = { 'cache-control': 'private, no-store' };
  if (method === 'GET') return { status: 302, headers: { ...always, location } };
  // Without validators: the storage has its own, and a resumed download is compared with those.
  const digest = `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`;
  return { status: 200, headers: { ...always, 'content-type': contentType, 'content-length': String(sizeBytes), 'content-disposition': disposition, 'accept-ranges': 'bytes', 'repr-digest': digest } };
}
