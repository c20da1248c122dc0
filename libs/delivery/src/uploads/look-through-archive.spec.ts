import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { archiveLimits } from './archive-budget.js';
import { FileRefused } from './file-refused.js';
import { isArchive, lookThroughArchive } from './look-through-archive.js';
import { zipOf, type ZipEntry } from './testing.js';

describe('archives', () => {
  let folder: string;
  let place: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'silkport-archive-'));
    place = path.join(folder, 'upload');
  });
  afterEach(async () => expect(await readdir(folder)).toEqual(['upload']));
  afterAll(() => rm(folder, { recursive: true }));

  const look = async (bytes: Buffer) => {
    await writeFile(place, bytes);
    expect(await isArchive(place)).toBe(true);
    await lookThroughArchive(place, place);
  };
  const refusal = async (bytes: Buffer) => look(bytes).then(() => undefined, (error: unknown) => {
    if (error instanceof FileRefused) return [error.reason, error.detail];
    throw error;
  });
  const nested = (depth: number): ZipEntry => ({ name: `level ${depth}.zip`, bytes: zipOf([depth === 1 ? { name: 'deep.txt', bytes: Buffer.from('deep') } : nested(depth - 1)]) });

  it('of any names in any script, with folders, and with archives in archives, are taken', async () => {
    await look(zipOf([
      { name: 'книга/', mode: 0o40755 }, { name: 'книга/глава 1.txt', bytes: Buffer.from('текст') }, { name: './说明书.md', bytes: Buffer.alloc(100_000, '人') }, { name: 'a..b/c', bytes: Buffer.from('x') },
      { name: 'دليل.txt', bytes: Buffer.from('نص') }, nested(archiveLimits.depth - 1),
    ]));
  });

  it.each([
    '../evil', 'a/../../evil', '..', '/etc/passwd', '//host/share', 'C:/Windows/evil.dll', 'c:evil', '..\\evil', 'a\\b', '\\\\host\\share', 'a\0.txt', 'a\nb', 'invoice\u202Efdp.exe', 'a\u2066b',
  ])('with the entry %j are refused', async (name) => {
    expect(await refusal(zipOf([{ name: 'fine.txt', bytes: Buffer.from('fine') }, { name, bytes: Buffer.from('evil') }]))).toEqual(['archive_path', name]);
  });

  it('that name an entry differently to one who reads them as they come are refused', async () => {
    expect(await refusal(zipOf([{ name: 'fine.txt', localName: '../../x.t', bytes: Buffer.from('evil') }]))).toEqual(['archive_path', 'fine.txt']);
  });

  it.each([0o120777, 0o020666, 0o060660, 0o010644, 0o140755])('with a link, a device, a pipe or a socket (mode %i) are refused', async (mode) => {
    expect(await refusal(zipOf([{ name: 'link', mode, bytes: Buffer.from('/etc/passwd') }]))).toEqual(['archive_link', 'link']);
  });

  it('that unpack to more than 200 times their size are refused, whether they say so or not', async () => {
    const zeros = Buffer.alloc(80 * 1024 * 1024);
    expect(await refusal(zipOf([{ name: 'zeros', bytes: zeros }]))).toEqual(['archive_bomb', 'zeros']);
    // One that lies is found out by the reader itself, before anything of it counts.
    expect(await refusal(zipOf([{ name: 'zeros', bytes: zeros, declaredBytes: 1000 }]))).toEqual(['archive_unreadable', 'zeros']);
    expect(await refusal(zipOf([{ name: 'small.zip', bytes: zipOf([{ name: 'zeros', bytes: zeros }]) }]))).toEqual(['archive_bomb', 'zeros']);
    const half = zipOf([{ name: 'zeros', bytes: zeros.subarray(0, 40 * 1024 * 1024) }]);
    expect(await refusal(zipOf([{ name: 'one.zip', bytes: half }, { name: 'two.zip', bytes: half }]))).toEqual(['archive_bomb', 'zeros']);
  });

  it('in archives in archives in archives are refused', async () => {
    expect(await refusal(zipOf([nested(archiveLimits.depth)]))).toEqual(['archive_too_deep', '']);
  });

  it('of too many entries are refused', async () => {
    const many = Array.from({ length: 50_001 }, (_, index) => ({ name: `${index}`, mode: 0o40755 }));
    const half = zipOf(many);
    expect(await refusal(zipOf([...many.slice(0, 50_000), { name: 'more.zip', bytes: half }]))).toEqual(['archive_too_many', '100002']);
  });

  it('with a secret, with bytes that changed, or of broken form are refused', async () => {
    const fine = zipOf([{ name: 'a', bytes: Buffer.from('abc') }]);
    expect(await refusal(zipOf([{ name: 'a', bytes: Buffer.from('abc'), isEncrypted: true }]))).toEqual(['archive_encrypted', 'a']);
    expect(await refusal(zipOf([{ name: 'a', bytes: Buffer.from('abc'), declaredCrc32: 1 }]))).toEqual(['archive_unreadable', 'a']);
    expect(await refusal(fine.subarray(0, -30))).toEqual(['archive_unreadable', expect.any(String)]);
    expect(await refusal(Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(1000)]))).toEqual(['archive_unreadable', expect.any(String)]);
  });
});
