import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Database, ObjectStorage, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { isNotModified, rangeApplies, type Conditions } from './conditional-request.js';
import { contentDisposition } from './content-disposition.js';
import { CountedBody } from './counted-body.js';
import { DownloadLinkInvalid } from '../delivery.errors.js';
import { DownloadLinks, type DownloadSubject } from './download-link.js';
import type { AccessClient } from '../entitlements/access-log.js';
import { refuseUnusable } from '../entitlements/entitlement-access.js';
import type { EntitlementState } from '../entitlements/entitlement.entity.js';
import { parseRange, type WantedBytes } from './parse-range.js';
import { RecordDownload } from './record-download.js';

export interface DownloadCall {
  readonly token: string;
  readonly method: 'GET' | 'HEAD';
  readonly headers: Conditions & { readonly range?: string | undefined };
  readonly client: AccessClient;
}

export interface DownloadAnswer {
  readonly status: 200 | 206 | 304 | 416;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** To be piped into the response once; what the response takes of it is counted. */
  readonly body?: Readable;
}

interface StoredFile { state: EntitlementState; expiresAt: Date | null; fileName: string; contentType: string; sizeBytes: bigint; sha256: string; storageKey: string; addedAt: Date }

const fileOf = statement('delivery.file_for_download', `
  SELECT e.state, e.expires_at AS "expiresAt", a.file_name AS "fileName", a.content_type AS "contentType", a.size_bytes AS "sizeBytes", a.sha256, a.storage_key AS "storageKey", a.added_at AS "addedAt"
  FROM delivery.entitlements e JOIN delivery.assets a ON a.product_id = e.product_id WHERE e.id = $1 AND a.id = $2`);

/** Answers a signed download link as RFC 9110 has it: conditions, then one range, then the bytes, streamed and counted. */
@Injectable()
export class ServeDownload {
  constructor(
    private readonly database: Database,
    private readonly storage: ObjectStorage,
    private readonly links: DownloadLinks,
    private readonly recordDownload: RecordDownload,
    private readonly clock: Clock,
  ) {}

  /** @throws DownloadLinkInvalid, DownloadLinkExpired, AccessNotReady, AccessSuspended, AccessExpired */
  async run({ token, method, headers, client }: DownloadCall): Promise<DownloadAnswer> {
    const startedAt = this.clock.now();
    const subject = this.links.open(token, startedAt);
    const file = await this.find(subject, startedAt);
    const sizeBytes = Number(file.sizeBytes);
    const validators = { etag: `"${file.sha256}"`, lastModified: file.addedAt };
    const always = {
      etag: validators.etag, 'last-modified': file.addedAt.toUTCString(), 'accept-ranges': 'bytes',
      // What is bought is nobody else's to keep, and a proxy that recompresses it would break its ranges and its digest.
      'cache-control': 'private, no-cache, no-transform',
    };
    if (isNotModified(headers, validators)) return { status: 304, headers: always };
    const wanted: WantedBytes = method === 'GET' && rangeApplies(headers, validators) ? parseRange(headers.range, sizeBytes) : { kind: 'whole' };
    if (wanted.kind === 'unsatisfiable') return { status: 416, headers: { ...always, 'content-range': `bytes */${sizeBytes}` } };

    await this.requireStored(file, sizeBytes);
    const { first, last } = wanted.kind === 'part' ? wanted : { first: 0, last: sizeBytes - 1 };
    const described = {
      ...always, 'content-type': file.contentType, 'content-length': String(last - first + 1), 'content-disposition': contentDisposition(file.fileName),
      'repr-digest': `sha-256=:${Buffer.from(file.sha256, 'hex').toString('base64')}:`,
    };
    if (method === 'HEAD') return { status: 200, headers: described };
    const body = new CountedBody(this.storage.read(file.storageKey, first, last), (sentBytes) =>
      this.recordDownload.run({ ...subject, startedAt, endedAt: this.clock.now(), firstByte: first, sentBytes, sizeBytes, client }));
    if (wanted.kind === 'whole') return { status: 200, headers: described, body };
    return { status: 206, headers: { ...described, 'content-range': `bytes ${first}-${last}/${sizeBytes}` }, body };
  }

  private async find({ entitlementId, assetId }: DownloadSubject, now: Date): Promise<StoredFile> {
    const [file] = await this.database.read<StoredFile>(fileOf, [entitlementId, assetId]);
    if (!file) throw new DownloadLinkInvalid();
    refuseUnusable(file, now);
    return file;
  }

  /** Found out before the first header goes out: afterwards a buyer would only see a broken connection. */
  private async requireStored(file: StoredFile, sizeBytes: number): Promise<void> {
    const storedBytes = await this.storage.sizeOf(file.storageKey);
    if (storedBytes !== sizeBytes) throw new Error(`${file.storageKey} should have ${sizeBytes} bytes and has ${storedBytes ?? 'none'}`);
  }
}
