import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ClamavScanner } from './clamav-scanner.js';
import { FileRefused } from './file-refused.js';
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
  const clamd = async (streamMaxLength?: number) => {
    const { server, url } = await startClamd({ streamMaxLength });
    servers.push(server);
    return new ClamavScanner(url);
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
    expect(await new ClamavScanner(url).scan(await file(eicar))).toBe('Eicar-Test-Signature');
  });

  it('does not take what is larger than it is set up for', async () => {
    const scanner = await clamd(1000);
    const refusal = await scanner.scan(await file(Buffer.alloc(2000))).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(FileRefused);
    expect(refusal).toMatchObject({ reason: 'too_large_to_scan' });
  });

  it('lets nothing pass when it is away, hangs up, or says what nobody understands', async () => {
    const place = await file('a guide');
    const saying = (words: string) => new Promise<ClamavScanner>((resolve) => {
      const server = createServer((socket) => socket.on('error', () => undefined).end(words));
      servers.push(server);
      server.listen(0, '127.0.0.1', () => resolve(new ClamavScanner(`tcp://127.0.0.1:${(server.address() as AddressInfo).port}`)));
    });
    await expect(new ClamavScanner('tcp://127.0.0.1:1').scan(place)).rejects.toThrow('ECONNREFUSED');
    await expect((await saying('')).scan(place)).rejects.toThrow();
    await expect((await saying('UNKNOWN COMMAND\0')).scan(place)).rejects.toThrow('UNKNOWN COMMAND');
    await expect((await saying('stream: NOT OK, no FOUND here\0')).scan(place)).rejects.toThrow('cannot scan');
  });
});
