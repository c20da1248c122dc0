import type { Readable } from 'node:stream';
import type { ObjectStorage } from '@silkport/platform';
import { isNotModified, rangeApplies, type Conditions } from './conditional-request.js';
import { CountedBody } from './counted-body.js';
import { parseRange, type WantedBytes } from './parse-range.js';

/** A stored file as an answer needs it. */
export interface AnsweredFile {
  readonly contentType: string;
  /** The whole header: to be saved under a name, or shown in place. */
  readonly disposition: string;
  readonly sizeBytes: number;
  /** Hexadecimal; the ETag too, so that a download goes on with another link. */
  readonly sha256: string;
  /** Bytes from within what the digest is of: they have none of their own. */
  readonly isPiece?: true;
  readonly storageKey: string;
  readonly addedAt: Date;
}

export interface FileCall {
  readonly method: 'GET' | 'HEAD';
  readonly headers: Conditions & { readonly range?: string | undefined };
}

export interface FileAnswer {
  readonly status: 200 | 206 | 304 | 416;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** To be piped into the response once; what the response takes of it is counted. */
  readonly body?: Readable;
}

/** As much of a storage as an answer needs. */
export type ReadableStorage = Pick<ObjectStorage, 'read' | 'sizeOf'>;

/** What really went out: bytes from `firstByte` on. */
export interface Sent { readonly firstByte: number; readonly sentBytes: number }

/**
 * Answers for a stored file as RFC 9110 has it: conditions, then one range, then the bytes, streamed and counted.
 * @param onBegin called with the number of bytes before any of them goes out; what it throws is the answer
 * @param onSent called once, after the last byte that the reader took; not for answers without a body
 */
export async function answerFile(storage: ReadableStorage, file: AnsweredFile, { method, headers }: FileCall, onSent: (sent: Sent) => void, onBegin?: (bytes: number) => Promise<void>): Promise<FileAnswer> {
  const validators = { etag: `"${file.sha256}"`, lastModified: file.addedAt };
  const always = {
    etag: validators.etag, 'last-modified': file.addedAt.toUTCString(), 'accept-ranges': 'bytes',
    // What is bought is nobody else's to keep, and a proxy that recompresses it would break its ranges and its digest.
    'cache-control': 'private, no-cache, no-transform',
  };
  if (isNotModified(headers, validators)) return { status: 304, headers: always };
  const wanted: WantedBytes = method === 'GET' && rangeApplies(headers, validators) ? parseRange(headers.range, file.sizeBytes) : { kind: 'whole' };
  if (wanted.kind === 'unsatisfiable') return { status: 416, headers: { ...always, 'content-range': `bytes */${file.sizeBytes}` } };

  await requireStored(storage, file);
  const { first, last } = wanted.kind === 'part' ? wanted : { first: 0, last: file.sizeBytes - 1 };
  const described = {
    ...always, 'content-type': file.contentType, 'content-length': String(last - first + 1), 'content-disposition': file.disposition,
    ...(file.isPiece ? {} : { 'repr-digest': `sha-256=:${Buffer.from(file.sha256, 'hex').toString('base64')}:` }),
  };
  if (method === 'HEAD') return { status: 200, headers: described };
  await onBegin?.(last - first + 1);
  const body = new CountedBody(storage.read(file.storageKey, first, last), (sentBytes) => onSent({ firstByte: first, sentBytes }));
  if (wanted.kind === 'whole') return { status: 200, headers: described, body };
  return { status: 206, headers: { ...described, 'content-range': `bytes ${first}-${last}/${file.sizeBytes}` }, body };
}

/** Found out before the first header goes out: afterwards a buyer would only see a broken connection. */
async function requireStored(storage: ReadableStorage, { storageKey, sizeBytes }: AnsweredFile): Promise<void> {
  const storedBytes = await storage.sizeOf(storageKey);
  if (storedBytes !== sizeBytes) throw new Error(`${storageKey} should have ${sizeBytes} bytes and has ${storedBytes ?? 'none'}`);
}
