import { finished } from 'node:stream/promises';
import { buffer } from 'node:stream/consumers';
import { Readable, Writable } from 'node:stream';
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
});
