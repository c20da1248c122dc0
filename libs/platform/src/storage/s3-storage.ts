import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DeleteObjectCommand, GetObjectCommand, HeadObjectCommand, NotFound, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { OnApplicationShutdown } from '@nestjs/common';
import { ObjectStorage, type LinkedBytes } from '../object-storage.js';
import { checkedKey } from './checked-key.js';
import { CountedBytes } from './counted-bytes.js';
import type { S3Config } from './storage-config.js';

/** Three parts are held at a time; ten thousand of them, the most that S3 takes, are 80 GB. */
const partBytes = 8 * 1024 * 1024;
const partsAtOnce = 3;
/** A download holds its connection as long as its reader takes. */
const connections = 1000;

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
      requestHandler: { connectionTimeout: 5000, httpAgent: { maxSockets: connections }, httpsAgent: { maxSockets: connections } },
    });
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    await this.client.send(new PutObjectCommand({ Bucket: this.bucket, Key: checkedKey(key), Body: bytes }));
  }

  async putStream(key: string, bytes: Readable, { sizeBytes }: { readonly sizeBytes?: number } = {}): Promise<void> {
    const Body = new CountedBytes(sizeBytes);
    const upload = new Upload({ client: this.client, params: { Bucket: this.bucket, Key: checkedKey(key), Body }, partSize: partBytes, queueSize: partsAtOnce });
    await Promise.all([
      pipeline(bytes, Body),
      upload.done().catch((error: unknown) => {
        Body.destroy(error instanceof Error ? error : new Error(String(error)));
        throw error;
      }),
    ]);
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

  async remove(key: string): Promise<void> {
    await this.client.send(new DeleteObjectCommand({ Bucket: this.bucket, Key: checkedKey(key) }));
  }

  async presignedUrl(key: string, { contentDisposition, contentType, expiresInSeconds }: LinkedBytes): Promise<string> {
    const command = new GetObjectCommand({ Bucket: this.bucket, Key: checkedKey(key), ResponseContentDisposition: contentDisposition, ResponseContentType: contentType, ResponseCacheControl: 'private, no-store' });
    return getSignedUrl(this.client, command, { expiresIn: expiresInSeconds });
  }

  onApplicationShutdown(): void {
    this.client.destroy();
  }
}
