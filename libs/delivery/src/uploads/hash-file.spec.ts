import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chunkBytes, chunkedFromBytes, hashFile } from './hash-file.js';

describe('hashes of a file', () => {
  let folder: string;
  beforeAll(async () => { folder = await mkdtemp(path.join(tmpdir(), 'silkport-hash-')); });
  afterAll(() => rm(folder, { recursive: true }));

  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  const hashesOf = async (bytes: Buffer) => {
    const place = path.join(folder, 'file');
    await writeFile(place, bytes);
    return hashFile(place);
  };

  it.each([1, chunkBytes, chunkedFromBytes])('are one for %i bytes', async (size) => {
    const bytes = randomBytes(size);
    expect(await hashesOf(bytes)).toEqual({ sizeBytes: size, sha256: sha256(bytes), chunkSha256: null });
  });

  it.each([1, 3 * 1024 * 1024 + 7, chunkBytes])('are one for each 8 MiB too from 64 MiB and %i bytes on', async (more) => {
    const bytes = randomBytes(chunkedFromBytes + more);
    const { sha256: whole, chunkSha256 } = await hashesOf(bytes);
    const chunks = Array.from({ length: 9 }, (_, index) => sha256(bytes.subarray(index * chunkBytes, (index + 1) * chunkBytes)));
    expect(whole).toBe(sha256(bytes));
    expect(chunkSha256?.toString('hex')).toBe(chunks.join(''));
  });
});
