import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { FilePieces } from './file-pieces.js';
import { giveBackBuffer, lendBuffer } from './lent-buffers.js';

const bytes = randomBytes(1_000_003);
let folder: string;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'pieces-'));
  file = path.join(folder, 'film.bin');
  await writeFile(file, bytes);
});
afterAll(() => rm(folder, { recursive: true }));

describe('the pieces of a file', () => {
  it.each([[0, 1_000_002], [0, 0], [7, 262_150], [262_143, 262_144], [999_000, 1_000_002], [5, 4]])('are its bytes from %d to %d', async (from, to) => {
    expect((await buffer(new FilePieces(file, from, to))).equals(bytes.subarray(from, to + 1))).toBe(true);
  });

  it('end where the file ends', async () => {
    expect((await buffer(new FilePieces(file, 1_000_000, 2_000_000))).equals(bytes.subarray(1_000_000))).toBe(true);
  });

  it('stay what they were while others are read and given back', async () => {
    const kept: Buffer[] = [];
    for await (const piece of new FilePieces(file, 0, bytes.length - 1)) kept.push(piece as Buffer);
    for await (const piece of new FilePieces(file, 1, bytes.length - 1)) giveBackBuffer(piece as Buffer);
    expect(Buffer.concat(kept).equals(bytes)).toBe(true);
  });

  it('break where there is no such file, and let go of one that is left half read', async () => {
    await expect(buffer(new FilePieces(path.join(folder, 'none'), 0, 9))).rejects.toThrow('ENOENT');
    const left = new FilePieces(file, 0, bytes.length - 1);
    const closed = new Promise((resolve) => left.once('close', resolve));
    left.once('data', () => left.destroy());
    await closed;
  });
});

describe('a lent buffer', () => {
  it('is lent again once, when it was given back once or twice', () => {
    const first = lendBuffer();
    giveBackBuffer(first.subarray(0, 10));
    giveBackBuffer(first);
    const [second, third] = [lendBuffer(), lendBuffer()];
    expect(second.buffer).toBe(first.buffer);
    expect(third.buffer).not.toBe(first.buffer);
  });

  it('is not taken from anybody who never had one', () => {
    const own = Buffer.allocUnsafeSlow(256 * 1024);
    giveBackBuffer(own);
    expect(lendBuffer().buffer).not.toBe(own.buffer);
  });
});
