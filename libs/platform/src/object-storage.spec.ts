import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ObjectStorage } from './object-storage.js';

describe('object storage', () => {
  let folder: string;
  let storage: ObjectStorage;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'silkport-storage-'));
    storage = new ObjectStorage(folder);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('gives back any part of what was put', async () => {
    await storage.put('assets/1/книга 书.epub', Buffer.from('0123456789'));
    const part = await storage.read('assets/1/книга 书.epub', 3, 6).toArray();
    expect(Buffer.concat(part as Buffer[]).toString()).toBe('3456');
    expect(await storage.sizeOf('assets/1/книга 书.epub')).toBe(10);
    expect(await readdir(path.join(folder, 'assets/1'))).toEqual(['книга 书.epub']);
  });

  it.each([['../outside'], ['assets/../../outside'], ['/etc/passwd'], ['']])('refuses the key %j, which leaves the folder', async (key) => {
    await expect(storage.put(key, Buffer.from('x'))).rejects.toThrow('leaves the storage');
    expect(() => storage.read(key, 0, 1)).toThrow('leaves the storage');
  });

  it('knows what it does not have', async () => {
    expect(await storage.sizeOf('assets/none')).toBeUndefined();
  });
});
