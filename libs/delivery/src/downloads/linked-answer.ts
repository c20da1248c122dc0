import type { ObjectStorage } from '@silkport/platform';
import { contentDisposition } from './content-disposition.js';
import type { FileCall } from './file-answer.js';

/** The bytes are to be had from the storage itself. */
export interface LinkedAnswer {
  readonly status: 302;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: undefined;
}

/** Long enough to begin: a transfer that has begun is not ended by it. */
const expiresInSeconds = 15 * 60;

/** @returns undefined where the storage has no addresses, or only the headers are wanted */
export async function linkedAnswer(storage: ObjectStorage, file: { readonly storageKey: string; readonly fileName: string; readonly contentType: string }, { method }: Pick<FileCall, 'method'>): Promise<LinkedAnswer | undefined> {
  if (method !== 'GET') return undefined;
  const location = await storage.presignedUrl(file.storageKey, { contentDisposition: contentDisposition(file.fileName), contentType: file.contentType, expiresInSeconds });
  return location === undefined ? undefined : { status: 302, headers: { location, 'cache-control': 'private, no-store' } };
}
