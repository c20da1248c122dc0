import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ClamavConfig } from '@silkport/platform';
import { ClamavScanner } from './clamav-scanner.js';
import { FileRefused } from './file-refused.js';
import { inspectFile } from './inspect-file.js';
import { startClamd } from './testing-clamd.js';

/** The test file that every scanner finds and that harms nobody, in two parts, so that none finds this file. Source: EICAR, "Anti-Malware Testfile". */
const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD', '-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

describe('clamd', () => {
  let folder: string;
  const servers: Server[] = [];
  beforeAll(async () => { folder = await mkdtemp(path.join(tmpdir(), 'silkport-clamd-')); });
  afterAll(async () => {
    for (const server of servers) server.close();
    await rm(folder, { recursive: true });
  });

  const file = async (bytes: Buffer | string) => {
    const place = path.join(folder, 'file');
    await writeFile(place, bytes);
    return place;
  };
  const asking = (url: string, limits: Partial<ClamavConfig> = {}) => new ClamavScanner({ url, maxBytes: 2e9, unscannedMaxBytes: 0, ...limits });
  const clamd = async (streamMaxLength?: number, limits: Partial<ClamavConfig> = {}) => {
    const { server, url } = await startClamd({ streamMaxLength });
    servers.push(server);
    return asking(url, limits);
  };

  it('finds what harms, at the end of many megabytes too, and says what it is', async () => {
    const scanner = await clamd();
    expect(await scanner.scan(await file('a guide'))).toBeUndefined();
    expect(await scanner.scan(await file(eicar))).toBe('Eicar-Test-Signature');
    expect(await scanner.scan(await file(Buffer.concat([Buffer.alloc(9_000_000, 'x'), Buffer.from(eicar)])))).toBe('Eicar-Test-Signature');
  });

  it('is asked over a socket of this machine', async () => {
    const { server, url } = await startClamd({ path: path.join(folder, 'clamd socket') });
    servers.push(server);
    expect(url).toMatch(/^unix:/);
    expect(await asking(url).scan(await file(eicar))).toBe('Eicar-Test-Signature');
  });

  it('does not take what is larger than it is set up for', async () => {
    const scanner = await clamd(1000);
    const refusal = await scanner.scan(await file(Buffer.alloc(2000))).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(FileRefused);
    expect(refusal).toMatchObject({ reason: 'too_large_to_scan' });
  });

  it('is not sent what it would call clean unseen: such a file is refused, or passes by a setting, with nobody’s name', async () => {
    const inspect = async (bytes: Buffer | string, limits: Partial<ClamavConfig>) => {
      const place = await file(bytes);
      return inspectFile(place, { fileName: 'file.bin', sizeBytes: bytes.length }, await clamd(1000, limits)).then(({ scannedBy }) => scannedBy, (error: unknown) => (error as FileRefused).reason);
    };
    const limits = { maxBytes: 1000, unscannedMaxBytes: 3000 };
    expect(await inspect(Buffer.alloc(1000), limits)).toBe('clamav');
    expect(await inspect(eicar, limits)).toBe('infected');
    expect(await inspect(Buffer.alloc(3000), limits)).toBeNull();
    expect(await inspect(Buffer.alloc(3001), limits)).toBe('too_large_to_scan');
    expect(await inspect(Buffer.alloc(1001), { ...limits, unscannedMaxBytes: 0 })).toBe('too_large_to_scan');
    // What passes unseen may hold nothing that only a scanner could look into.
    expect(await inspect(Buffer.concat([Buffer.from('377abcaf271c0004', 'hex'), Buffer.alloc(2000)]), limits)).toBe('archive_opaque');
  });

  it('calls too large what it did not see all of', async () => {
    const server = createServer((socket) => socket.on('error', () => undefined).end('stream: Heuristics.Limits.Exceeded.MaxScanSize FOUND\0'));
    servers.push(server);
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    const refusal = await asking(`tcp://127.0.0.1:${(server.address() as AddressInfo).port}`).scan(await file('a guide')).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ reason: 'too_large_to_scan', detail: 'Heuristics.Limits.Exceeded.MaxScanSize' });
  });

  it('lets nothing pass when it is away, hangs up, or says what nobody understands', async () => {
    const place = await file('a guide');
    const saying = (words: string) => new Promise<ClamavScanner>((resolve) => {
      const server = createServer((socket) => socket.on('error', () => undefined).end(words));
      servers.push(server);
      server.listen(0, '127.0.0.1', () => resolve(asking(`tcp://127.0.0.1:${(server.address() as AddressInfo).port}`)));
    });
    await expect(asking('tcp://127.0.0.1:1').scan(place)).rejects.toThrow('ECONNREFUSED');
    await expect((await saying('')).scan(place)).rejects.toThrow();
    await expect((await saying('UNKNOWN COMMAND\0')).scan(place)).rejects.toThrow('UNKNOWN COMMAND');
    await expect((await saying('stream: NOT OK, no FOUND here\0')).scan(place)).rejects.toThrow('cannot scan');
  });
});
