import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { buffer } from 'node:stream/consumers';
import { Readable, Writable } from 'node:stream';
import { DiskStorage } from '@silkport/platform';
import { CountedBody } from './counted-body.js';

const kilobyte = Buffer.alloc(1024, 7);
const source = (kilobytes: number) => Readable.from(Array.from({ length: kilobytes }, () => kilobyte), { objectMode: false });

function counted(from: Readable) {
  const reports: number[] = [];
  return { reports, body: new CountedBody(from, (sentBytes) => reports.push(sentBytes)) };
}

/** Lets the first `kilobytes` go at once and holds back the rest, as a socket does whose other side has stopped reading. */
function stalling(kilobytes: number): Writable {
  let taken = 0;
  return new Writable({ highWaterMark: 16 * 1024, write: (_chunk, _encoding, done) => { if (++taken <= kilobytes) done(); } });
}

describe('a counted body', () => {
  it('counts all of a stream that went out, once', async () => {
    const { body, reports } = counted(source(1000));
    const chunks: Buffer[] = [];
    const destination = new Writable({ write: (chunk: Buffer, _encoding, done) => { chunks.push(chunk); setImmediate(done); } });
    await finished(body.pipe(destination));
    expect(Buffer.concat(chunks)).toEqual(Buffer.alloc(1000 * 1024, 7));
    await new Promise(setImmediate);
    expect(reports).toEqual([1000 * 1024]);
  });

  it('counts what the destination let go, not what waited in buffers when the connection broke', async () => {
    const from = source(1000);
    const { body, reports } = counted(from);
    const destination = stalling(3);
    body.pipe(destination);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(destination.writableNeedDrain).toBe(true);
    destination.destroy();
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(reports).toEqual([3 * 1024]);
    expect([body.destroyed, from.destroyed]).toEqual([true, true]);
  });

  it('does not run ahead of a destination that has stopped', async () => {
    let readKilobytes = 0;
    const from = new Readable({ highWaterMark: 1024, read() { readKilobytes += 1; this.push(kilobyte); } });
    const { body } = counted(from);
    body.pipe(stalling(3));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(readKilobytes).toBeLessThan(600);
    body.destroy();
  });

  it('counts what was read of it without a pipe', async () => {
    const { body, reports } = counted(source(10));
    expect(await buffer(body)).toHaveLength(10 * 1024);
    expect(reports).toEqual([10 * 1024]);
  });

  it('breaks when its source breaks', async () => {
    const from = new Readable({ read() { this.destroy(new Error('the disk is gone')); } });
    const { body, reports } = counted(from);
    await expect(buffer(body)).rejects.toThrow('the disk is gone');
    expect(reports).toEqual([0]);
  });

  it('gives each of many readers at once its own bytes, fast ones and slow ones, though their memory is used again', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'counted-'));
    const storage = new DiskStorage(folder);
    const film = randomBytes(6 * 1024 * 1024 + 11);
    await storage.put('film', film);
    const reports: number[] = [];
    const server = createServer((request, response) => {
      const from = Number(request.url?.slice(1));
      response.writeHead(200, { 'content-length': film.length - from });
      new CountedBody(storage.read('film', from, film.length - 1), (sentBytes) => reports.push(sentBytes)).pipe(response);
    });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    const read = async (from: number, isSlow: boolean) => {
      const response = await new Promise<IncomingMessage>((resolve, reject) => {
        get({ port: (server.address() as AddressInfo).port, path: `/${from}`, agent: false }, resolve).on('error', reject);
      });
      const chunks: Buffer[] = [];
      for await (const chunk of response) {
        chunks.push(chunk as Buffer);
        if (isSlow) await new Promise((next) => setTimeout(next, 1));
      }
      return Buffer.concat(chunks);
    };
    const offsets = Array.from({ length: 12 }, (_, index) => index * 100_003);
    const answers = await Promise.all(offsets.map((from, index) => read(from, index % 3 === 0)));
    for (const [index, answer] of answers.entries()) expect(answer.equals(film.subarray(offsets[index]))).toBe(true);
    server.close();
    await rm(folder, { recursive: true });
    expect(reports.reduce((sum, count) => sum + count, 0)).toBe(answers.reduce((sum, { length }) => sum + length, 0));
  });
});
