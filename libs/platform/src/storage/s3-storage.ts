import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  AbortMultipartUploadCommand, DeleteObjectCommand, GetObjectCommand, HeadObjectCommand, ListMultipartUploadsCommand, NoSuchUpload, NotFound, PutObjectCommand, S3Client, type ListMultipartUploadsCommandOutput, type MultipartUpload,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { OnApplicationShutdown } from '@nestjs/common';
import { ObjectStorage, type LinkedBytes } from '../object-storage.js';
import { checkedKey } from './checked-key.js';
import { CountedBytes } from './counted-bytes.js';
import type { S3Config } from './storage-config.js';

/** Three parts are held at a time. */
const partBytes = 8 * 1024 * 1024;
/** The most that S3 takes of one object: what has more than 80 GB goes in larger ones. */
const mostParts = 10_000;
const partsAtOnce = 3;
/** A download holds its connection as long as its reader takes. */
const connections = 1000;
/** Until the store begins to answer; a part of eight megabytes over a thin line takes its time. */
const answerMilliseconds = 5 * 60_000;

/** Objects of one bucket. An object is there when its last part is: S3 shows no half of one. */
export class S3Storage extends ObjectStorage implements OnApplicationShutdown {
  private readonly client: S3Client;
  private readonly bucket: string;

  constructor({ bucket, region, endpoint, credentials, forcePathStyle }: S3Config) {
    super();
    this.bucket = bucket;
    this.client = new S3Client({
      region, forcePathStyle, ...(endpoint ? { endpoint } : {}), ...(credentials ? { credentials } : {}),
      // Checksums in a trailer are Amazon's own: other stores keep the trailer within the object.
      requestChecksumCalculation: 'WHEN_REQUIRED', responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: { connectionTimeout: 5000, requestTimeout: answerMilliseconds, throwOnRequestTimeout: true, httpAgent: { maxSockets: connections }, httpsAgent: { maxSockets: connections } },
    });
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    await this.client.send(new PutObjectCommand({ Bucket: this.bucket, Key: checkedKey(key), Body: bytes }));
  }

  async putStream(key: string, bytes: Readable, { sizeBytes }: { readonly sizeBytes?: number } = {}): Promise<void> {
    const Body = new CountedBytes(sizeBytes);
    const upload = new Upload({ client: this.client, params: { Bucket: this.bucket, Key: checkedKey(key), Body }, partSize: Math.max(partBytes, Math.ceil((sizeBytes ?? 0) / mostParts)), queueSize: partsAtOnce });
    const [came, sent] = await Promise.allSettled([
      pipeline(bytes, Body),
      upload.done().catch((error: unknown) => {
        Body.destroy(error instanceof Error ? error : new Error(String(error)));
        throw error;
      }),
    ]);
    // Both have ended by now: the parts of an object that will not be are gone before anybody hears of it.
    for (const each of [came, sent]) if (each.status === 'rejected') throw each.reason;
  }

  async moveIn(key: string, localPath: string): Promise<void> {
    const sizeBytes = await stat(localPath).then(({ size }) => size, () => undefined);
    if (sizeBytes === undefined && (await this.sizeOf(key)) !== undefined) return;
    await this.putStream(key, createReadStream(localPath, { highWaterMark: 1024 * 1024 }), sizeBytes === undefined ? {} : { sizeBytes });
    await rm(localPath, { force: true });
  }

  read(key: string, from: number, to: number): Readable {
    const command = new GetObjectCommand({ Bucket: this.bucket, Key: checkedKey(key), Range: `bytes=${from}-${to}` });
    const bytes = new PassThrough({ highWaterMark: 256 * 1024 });
    const given = new AbortController();
    bytes.once('close', () => given.abort());
    this.client.send(command, { abortSignal: given.signal })
      .then(({ Body }) => pipeline(Body as Readable, bytes))
      .catch((error: Error) => bytes.destroy(error));
    return bytes;
  }

  async sizeOf(key: string): Promise<number | undefined> {
    try {
      const { ContentLength } = await this.client.send(new HeadObjectCommand({ Bucket: this.bucket, Key: checkedKey(key) }));
      return ContentLength;
    } catch (error) {
      if (error instanceof NotFound) return undefined;
      throw error;
    }
  }

  /** With the parts of it that a killed process has left, which are paid for and in no list of objects. Where those cannot be listed now, the sweep finds them. */
  async remove(key: string): Promise<void> {
    await this.client.send(new DeleteObjectCommand({ Bucket: this.bucket, Key: checkedKey(key) }));
    await this.abort({ Prefix: key }, (upload) => upload.Key === key).catch(() => undefined);
  }

  sweep(before: Date): Promise<number> {
    return this.abort({}, ({ Initiated }) => Initiated !== undefined && Initiated < before);
  }

  private async abort(which: { readonly Prefix?: string }, isLeft: (upload: MultipartUpload) => boolean): Promise<number> {
    const left: MultipartUpload[] = [];
    for (let marker: object | undefined = {}; marker;) {
      const { Uploads = [], IsTruncated, NextKeyMarker, NextUploadIdMarker }: ListMultipartUploadsCommandOutput = await this.client.send(new ListMultipartUploadsCommand({ Bucket: this.bucket, ...which, ...marker }));
      left.push(...Uploads.filter(isLeft));
      marker = IsTruncated && NextKeyMarker ? { KeyMarker: NextKeyMarker, UploadIdMarker: NextUploadIdMarker } : undefined;
    }
    for (const { Key, UploadId } of left) {
      await this.client.send(new AbortMultipartUploadCommand({ Bucket: this.bucket, Key, UploadId })).catch((error: unknown) => {
        if (!(error instanceof NoSuchUpload)) throw error;
      });
    }
    return left.length;
  }

  async presignedUrl(key: string, { contentDisposition, contentType, expiresInSeconds }: LinkedBytes): Promise<string> {
    const command = new GetObjectCommand({ Bucket: this.bucket, Key: checkedKey(key), ResponseContentDisposition: contentDisposition, ResponseContentType: contentType, ResponseCacheControl: 'private, no-store' });
    return getSignedUrl(this.client, command, { expiresIn: expiresInSeconds });
  }

  onApplicationShutdown(): void {
    this.client.destroy();
  }
}
