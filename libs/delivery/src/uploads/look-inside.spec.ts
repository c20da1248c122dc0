import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { ArchiveBudget, archiveLimits } from './archive-budget.js';
import { FileRefused } from './file-refused.js';
import { lookInside } from './look-inside.js';
import { paxRecord, tarOf, zipOf, type ZipEntry } from './testing.js';

describe('archives', () => {
  let folder: string;
  let place: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'silkport-archive-'));
    place = path.join(folder, 'upload');
  });
  afterEach(async () => expect(await readdir(folder)).toEqual(['upload']));
  afterAll(() => rm(folder, { recursive: true }));

  const look = async (bytes: Buffer, isScanned = false) => {
    await writeFile(place, bytes);
    await lookInside(place, { isScanned });
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
    const half = zipOf(Array.from({ length: 50_001 }, (_, index) => ({ name: `${index}`, mode: 0o40755 })));
    expect(await refusal(zipOf([{ name: 'one.zip', bytes: half }, ...Array.from({ length: 50_000 }, (_, index) => ({ name: `${index}`, mode: 0o40755 }))]))).toEqual(['archive_too_numerous', '100002']);
  });

  it('with a secret, with bytes that changed, or of broken form are refused', async () => {
    const fine = zipOf([{ name: 'a', bytes: Buffer.from('abc') }]);
    expect(await refusal(zipOf([{ name: 'a', bytes: Buffer.from('abc'), isEncrypted: true }]))).toEqual(['archive_encrypted', 'a']);
    expect(await refusal(zipOf([{ name: 'a', bytes: Buffer.from('abc'), declaredCrc32: 1 }]))).toEqual(['archive_unreadable', 'a']);
    expect(await refusal(fine.subarray(0, -30))).toEqual(['archive_unreadable', expect.any(String)]);
    expect(await refusal(Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(1000)]))).toEqual(['archive_unreadable', expect.any(String)]);
  });

  it('of gzip, zstd and tar are looked through too, in each other and in a zip', async () => {
    const inside = tarOf([{ name: 'книга/', type: '5' }, { name: 'книга/глава.txt', bytes: Buffer.from('текст') }, { name: 'more.zip', bytes: zipOf([{ name: 'a', bytes: Buffer.from('a') }]) }]);
    for (const bytes of [inside, gzipSync(inside), zstdCompressSync(inside), zipOf([{ name: 'inside.tar.gz', bytes: gzipSync(inside) }])]) await look(bytes);
    const evil = tarOf([{ name: 'fine', bytes: Buffer.from('fine') }, { name: '../evil', bytes: Buffer.from('evil') }]);
    for (const bytes of [evil, gzipSync(evil), zstdCompressSync(evil), zipOf([{ name: 'evil.tgz', bytes: gzipSync(evil) }])]) expect(await refusal(bytes)).toEqual(['archive_path', '../evil']);
  });

  it('of tar with names that are told twice, links, devices or cut off are refused', async () => {
    expect(await refusal(tarOf([{ name: 'pax', type: 'x', bytes: paxRecord('path', '/etc/passwd') }, { name: 'fine' }]))).toEqual(['archive_path', '/etc/passwd']);
    expect(await refusal(tarOf([{ name: 'pax', type: 'x', bytes: paxRecord('path', 'fine') }, { name: '../evil' }]))).toEqual(['archive_path', '../evil']);
    expect(await refusal(tarOf([{ name: '././@LongLink', type: 'L', bytes: Buffer.from('a/../../evil\0') }, { name: 'fine' }]))).toEqual(['archive_path', 'a/../../evil']);
    expect(await refusal(tarOf([{ name: 'pax', type: 'g', bytes: paxRecord('path', 'fine') }]))).toEqual(['archive_unreadable', 'pax']);
    for (const type of ['1', '2', '3', '4', '6']) expect(await refusal(tarOf([{ name: 'link', type, linkName: '/etc/passwd' }]))).toEqual(['archive_link', 'link']);
    const cut = tarOf([{ name: 'long', bytes: Buffer.alloc(5000, 'a') }]).subarray(0, 2000);
    expect(await refusal(cut)).toEqual(['archive_unreadable', 'long']);
    expect(await refusal(gzipSync(Buffer.from('whole')).subarray(0, -9))).toEqual(['archive_unreadable', expect.any(String)]);
  });

  it('of gzip and zstd that unpack to far more than their size are refused, and those that hold themselves again and again', async () => {
    const zeros = Buffer.alloc(80 * 1024 * 1024);
    expect(await refusal(gzipSync(zeros))).toEqual(['archive_bomb', '']);
    expect(await refusal(zstdCompressSync(zeros))).toEqual(['archive_bomb', '']);
    let many = gzipSync('deep');
    for (let depth = 1; depth <= archiveLimits.depth; depth += 1) many = gzipSync(many);
    expect(await refusal(many)).toEqual(['archive_too_deep', '']);
  });

  it('that begin as something else are looked through as the zip that they end as', async () => {
    const prefix = Buffer.alloc(1000, 'MZ begins a program');
    await look(Buffer.concat([prefix, zipOf([{ name: 'fine.txt', bytes: Buffer.from('fine') }])]));
    expect(await refusal(Buffer.concat([prefix, zipOf([{ name: '../evil', bytes: Buffer.from('evil') }])]))).toEqual(['archive_path', '../evil']);
    expect(await refusal(Buffer.concat([prefix, zipOf([{ name: 'zeros', bytes: Buffer.alloc(80 * 1024 * 1024) }])]))).toEqual(['archive_bomb', 'zeros']);
  });

  it.each([['7z', '377abcaf271c0004'], ['rar', '526172211a070100'], ['xz', 'fd377a585a000004'], ['bzip2', '425a6839314159265359']])('of %s are taken only where a scanner looks into them', async (_name, beginning) => {
    const bytes = Buffer.concat([Buffer.from(beginning, 'hex'), Buffer.alloc(1000)]);
    expect(await refusal(bytes)).toEqual(['archive_opaque', '']);
    expect(await refusal(zipOf([{ name: 'inner', bytes }]))).toEqual(['archive_opaque', 'inner']);
    await look(bytes, true);
    await look(zipOf([{ name: 'inner', bytes }]), true);
  });

  it('fill no disk by what is packed within them, by size or by number', () => {
    const bytes = new ArchiveBudget(10_000_000_000);
    bytes.putOnDisk(archiveLimits.nestedBytes, 'one.zip');
    expect(() => bytes.putOnDisk(1, 'two.zip')).toThrow(new FileRefused('archive_bomb', 'two.zip'));
    const count = new ArchiveBudget(10_000_000_000);
    for (let each = 0; each < archiveLimits.nestedArchives; each += 1) count.addNested('one.zip');
    expect(() => count.addNested('last.zip')).toThrow(new FileRefused('archive_too_numerous', 'last.zip'));
  });
});
