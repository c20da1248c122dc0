import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { CreateMultipartUploadCommand, S3Client } from '@aws-sdk/client-s3';
import { S3Server } from '../../../test/support/s3-server.js';
import type { ObjectStorage } from './object-storage.js';
import { openStorage } from './storage/open-storage.js';
import type { StorageConfig } from './storage/storage-config.js';

const day = 24 * 3600 * 1000;

let store: S3Server;
let dataDir: string;

beforeAll(async () => {
  store = await S3Server.open();
  dataDir = await mkdtemp(path.join(tmpdir(), 'silkport-storage-'));
});
afterAll(async () => {
  await store.close();
  await rm(dataDir, { recursive: true });
});

const configs: Readonly<Record<string, () => StorageConfig>> = {
  disk: () => ({ kind: 'disk' }),
  s3: () => ({ kind: 's3', bucket: 'silkport-files', region: 'us-east-1', endpoint: store.url, credentials: { accessKeyId: 'silkport', secretAccessKey: 'a secret of tests' }, forcePathStyle: true }),
};

describe.each(Object.keys(configs))('object storage (%s)', (kind) => {
  let storage: ObjectStorage;
  const all = async (key: string) => buffer(storage.read(key, 0, ((await storage.sizeOf(key)) ?? 0) - 1));
  const localFile = async (bytes: Uint8Array) => {
    const place = path.join(dataDir, `upload-${randomBytes(6).toString('hex')}`);
    await writeFile(place, bytes);
    return place;
  };

  beforeAll(async () => {
    storage = await openStorage({ storage: configs[kind]?.() ?? { kind: 'disk' }, dataDir });
  });
  afterAll(() => (storage as { onApplicationShutdown?: () => void }).onApplicationShutdown?.());

  it('gives back any part of what was put', async () => {
    await storage.put('assets/1/книга 书 +&%.epub', Buffer.from('0123456789'));
    expect((await buffer(storage.read('assets/1/книга 书 +&%.epub', 3, 6))).toString()).toBe('3456');
    expect(await storage.sizeOf('assets/1/книга 书 +&%.epub')).toBe(10);
  });

  it('takes a stream of several parts, byte for byte, whether or not its size is told', async () => {
    const bytes = randomBytes(17 * 1024 * 1024 + 11);
    await storage.putStream('streams/told', Readable.from([bytes.subarray(0, 5), bytes.subarray(5)]), { sizeBytes: bytes.length });
    await storage.putStream('streams/untold', Readable.from([bytes]));
    expect((await all('streams/told')).equals(bytes)).toBe(true);
    expect((await buffer(storage.read('streams/untold', bytes.length - 3, bytes.length - 1))).equals(bytes.subarray(-3))).toBe(true);
  });

  it.each([[9, 10], [11, 10], [17 * 1024 * 1024, 18 * 1024 * 1024]])('keeps nothing of a stream of %i bytes where %i were told', async (came, told) => {
    await expect(storage.putStream('streams/short', Readable.from([Buffer.alloc(came)]), { sizeBytes: told })).rejects.toThrow(`${told} bytes were promised and ${came} came`);
    expect(await storage.sizeOf('streams/short')).toBeUndefined();
    if (kind === 'disk') expect((await readdir(path.join(dataDir, 'files/streams'))).filter((name) => name.includes('short'))).toEqual([]);
    expect(store.unfinished).toEqual([]);
  });

  it('keeps nothing of a stream that breaks', async () => {
    const breaking = Readable.from((async function* () {
      yield Buffer.alloc(1000);
      throw new Error('the line broke');
    })());
    await expect(storage.putStream('streams/broken', breaking)).rejects.toThrow('the line broke');
    expect(await storage.sizeOf('streams/broken')).toBeUndefined();
  });

  it('takes over a local file, and does so again where the first answer was not heard', async () => {
    const place = await localFile(Buffer.from('uploaded'));
    await storage.moveIn('assets/2', place);
    expect((await all('assets/2')).toString()).toBe('uploaded');
    expect(existsSync(place)).toBe(false);
    await storage.moveIn('assets/2', place);
    await expect(storage.moveIn('assets/never', place)).rejects.toThrow('ENOENT');
  });

  it('removes, once and again', async () => {
    await storage.put('assets/3', Buffer.from('x'));
    await storage.remove('assets/3');
    await storage.remove('assets/3');
    expect(await storage.sizeOf('assets/3')).toBeUndefined();
  });

  it('sweeps away what a write has left that never ended, not what one is at, and nothing that is whole', async () => {
    await storage.put('assets/whole', Buffer.from('x'));
    const left = async (name: string, age: 'old' | 'new') => {
      const begunAt = age === 'old' ? new Date(Date.now() - 3 * day) : new Date();
      if (kind === 'disk') {
        const draft = path.join(dataDir, `files/assets/${name}.0199b0c4-7d4e-7c1a-9f1e-aaaaaaaaaaaa.part`);
        await writeFile(draft, 'half');
        await utimes(draft, begunAt, begunAt);
      } else {
        const client = new S3Client({ region: 'us-east-1', endpoint: store.url, credentials: { accessKeyId: 'silkport', secretAccessKey: 'x' }, forcePathStyle: true });
        await client.send(new CreateMultipartUploadCommand({ Bucket: 'silkport-files', Key: `assets/${name}` }));
        store.age(begunAt);
        client.destroy();
      }
    };
    await left('half of 书 & more', 'old');
    expect(await storage.sweep(new Date(Date.now() - day))).toBe(1);
    await left('under way', 'new');
    expect(await storage.sweep(new Date(Date.now() - day))).toBe(0);
    expect(await storage.sweep(new Date(Date.now() + day))).toBe(1);
    expect([await storage.sizeOf('assets/whole'), store.unfinished]).toEqual([1, []]);
    if (kind === 's3') {
      await left('taken back', 'new');
      await storage.remove('assets/taken');
      expect(store.unfinished).toEqual(['assets/taken back']);
      await storage.remove('assets/taken back');
      expect(store.unfinished).toEqual([]);
    }
  });

  it('ends a read of what it does not have with an error, before or in the middle of its reader', async () => {
    expect(await storage.sizeOf('assets/none')).toBeUndefined();
    await expect(buffer(storage.read('assets/none', 0, 9))).rejects.toThrow();
    const given = storage.read('streams/told', 0, 17 * 1024 * 1024);
    for await (const chunk of given) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
    expect(given.destroyed).toBe(true);
  });

  it.each([['../outside'], ['assets/../../outside'], ['assets/../inside'], ['/etc/passwd'], [''], ['a//b'], ['a/./b'], ['a\\b'], ['a\0b'], ['a/'], ['\ud800'], ['书'.repeat(400)]])(
    'refuses the key %j, which leaves the folder', async (key) => {
      const place = await localFile(Buffer.from('x'));
      const refused = 'leaves the storage';
      await expect((async () => storage.put(key, Buffer.from('x')))()).rejects.toThrow(refused);
      await expect((async () => storage.putStream(key, Readable.from(['x'])))()).rejects.toThrow(refused);
      await expect(storage.moveIn(key, place)).rejects.toThrow(refused);
      await expect((async () => storage.sizeOf(key))()).rejects.toThrow(refused);
      await expect(storage.remove(key)).rejects.toThrow(refused);
      await expect(storage.presignedUrl(key, { contentDisposition: 'attachment', contentType: 'text/plain', expiresInSeconds: 60 })).rejects.toThrow(refused);
      expect(() => storage.read(key, 0, 1)).toThrow(refused);
      expect(existsSync(place)).toBe(true);
    });
});

describe('a link into the storage', () => {
  const linked = { contentDisposition: `attachment; filename="guide.pdf"; filename*=UTF-8''%E4%B9%A6.pdf`, contentType: 'application/pdf', expiresInSeconds: 90 };

  it('is none on disk', async () => {
    const storage = await openStorage({ storage: { kind: 'disk' }, dataDir });
    expect(await storage.presignedUrl('assets/1', linked)).toBeUndefined();
  });

  it('gives the bytes from S3 under their name and kind, for its time, and tells nothing else', async () => {
    const storage = await openStorage({ storage: configs.s3?.() ?? { kind: 'disk' }, dataDir });
    await storage.put('assets/linked', Buffer.from('0123456789'));
    const url = new URL((await storage.presignedUrl('assets/linked', linked)) ?? '');
    expect([...url.searchParams.keys()].toSorted()).toEqual([
      'X-Amz-Algorithm', 'X-Amz-Content-Sha256', 'X-Amz-Credential', 'X-Amz-Date', 'X-Amz-Expires', 'X-Amz-Signature', 'X-Amz-SignedHeaders', 'response-cache-control', 'response-content-disposition',
      'response-content-type', 'x-id',
    ]);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({ 'X-Amz-Expires': '90', 'X-Amz-SignedHeaders': 'host', 'response-content-disposition': linked.contentDisposition, 'response-content-type': 'application/pdf' });
    expect(url.href).not.toContain('a%20secret');
    const answer = await fetch(url, { headers: { range: 'bytes=2-4' } });
    expect([answer.status, await answer.text()]).toEqual([206, '234']);
    (storage as { onApplicationShutdown?: () => void }).onApplicationShutdown?.();
  });
});

describe('a big object in S3', () => {
  const megabyte = 1024 * 1024;
  const pieces = 384;
  let front: Server;
  let received = 0;
  let given = 0;

  /** Takes what comes, keeps none of it, and gives out as much as is asked for. */
  beforeAll(async () => {
    front = createServer((asked, answer) => {
      const { searchParams } = new URL(asked.url ?? '/', 'http://store.invalid');
      if (asked.method === 'GET') return void pipeline(Readable.from(piecesOf(() => { given += megabyte; })), answer.writeHead(206, { 'content-length': pieces * megabyte }), () => undefined);
      asked.on('data', (chunk: Buffer) => { received += asked.method === 'PUT' ? chunk.length : 0; });
      asked.on('end', () => answer.writeHead(200, { etag: '"part"' }).end(searchParams.has('uploads') ? '<InitiateMultipartUploadResult><UploadId>one</UploadId></InitiateMultipartUploadResult>' : '<CompleteMultipartUploadResult/>'));
    });
    await new Promise<void>((resolve) => { front.listen(0, '127.0.0.1', resolve); });
  });
  afterAll(() => new Promise((resolve) => { front.close(resolve); }));

  function* piecesOf(onPiece: () => void): Generator<Buffer> {
    for (let index = 0; index < pieces; index += 1) {
      onPiece();
      yield Buffer.alloc(megabyte, 7);
    }
  }

  it('is held by its few parts only, on its way in and on its way out to a slow reader', async () => {
    const { port } = front.address() as AddressInfo;
    const storage = await openStorage({ storage: { ...configs.s3?.(), endpoint: `http://127.0.0.1:${port}` } as StorageConfig, dataDir });
    let [taken, mostIn, mostOut, read] = [0, 0, 0, 0];
    await storage.putStream('big', Readable.from(piecesOf(() => {
      taken += megabyte;
      mostIn = Math.max(mostIn, taken - received);
    })), { sizeBytes: pieces * megabyte });
    for await (const chunk of storage.read('big', 0, pieces * megabyte - 1)) {
      read += (chunk as Buffer).length;
      mostOut = Math.max(mostOut, given - read);
      if (read % (64 * megabyte) < 65_536) await wait(20);
    }
    (storage as { onApplicationShutdown?: () => void }).onApplicationShutdown?.();
    // Three parts of eight megabytes and the one that is being filled; what sockets hold on the way out.
    expect([received, read, mostIn < 64 * megabyte, mostOut < 64 * megabyte]).toEqual([pieces * megabyte, pieces * megabyte, true, true]);
  });
});
