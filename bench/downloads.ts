import { mkdir, open, readFile, rm } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { DownloadLinks } from '@silkport/delivery';
import { Signatures } from '@silkport/platform';
import { newId } from '@silkport/values';
import pg from 'pg';
import type { BenchMarket } from './market.js';
import { startScript, stopChild } from './processes.js';
import type { Row } from './table.js';

const megabyte = 1024 * 1024;
const filmBytes = 128 * megabyte;
const clients = 8;
const roundSeconds = 6;

interface Bought { readonly link: string; readonly file: string }

/** A file of that many bytes, bought by somebody: a row of each kind beside its bytes, and a link as the order's page has it. */
async function bought(market: BenchMarket, pool: pg.Pool, sizeBytes: number, isSparse: boolean): Promise<Bought> {
  const [productId, assetId, entitlementId, lineId] = [newId(), newId(), newId(), newId()];
  const key = `assets/${assetId}/film.bin`;
  const file = path.join(market.dataDir, 'files', key);
  await mkdir(path.dirname(file), { recursive: true });
  const handle = await open(file, 'w');
  if (isSparse) await handle.truncate(sizeBytes);
  else for (let written = 0; written < sizeBytes; written += megabyte) await handle.write(Buffer.alloc(megabyte, written % 251));
  await handle.close();
  await pool.query(`INSERT INTO delivery.assets (id, product_id, position, file_name, content_type, size_bytes, sha256, storage_key, title, added_at)
    VALUES ($1, $2, 0, 'film.bin', 'application/octet-stream', $3, $4, $5, '{}', now())`, [assetId, productId, sizeBytes, '0'.repeat(64), key]);
  await pool.query(`INSERT INTO delivery.entitlements (id, order_id, order_line_id, seat, product_id, variant_id, merchant_id, delivery_kind, quantity, state, granted_at, activated_at)
    VALUES ($1, $2, $3, 1, $4, $2, $2, 'download', 1, 'active', now(), now())`, [entitlementId, newId(), lineId, productId]);
  return { file, link: market.url + new DownloadLinks(new Signatures(market.signingSecret)).linkFor({ entitlementId, assetId }, new Date()) };
}

interface Read { readonly bytes: number; readonly firstByteMilliseconds: number }

function readWhole(address: string): Promise<Read> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    http.get(address, { agent: false }, (response) => {
      let bytes = 0;
      let firstByteMilliseconds = 0;
      response.on('data', (chunk: Buffer) => {
        firstByteMilliseconds ||= performance.now() - started;
        bytes += chunk.length;
      });
      response.on('end', () => resolve({ bytes, firstByteMilliseconds })).on('error', reject);
    }).on('error', reject);
  });
}

/** Clients that read one whole file after the other. @returns megabytes a second */
async function throughput(address: string): Promise<{ perSecond: number; waits: number[] }> {
  await readWhole(address);
  const started = performance.now();
  const waits: number[] = [];
  let bytes = 0;
  await Promise.all(Array.from({ length: clients }, async () => {
    while (performance.now() - started < roundSeconds * 1000) {
      const read = await readWhole(address);
      bytes += read.bytes;
      waits.push(read.firstByteMilliseconds);
    }
  }));
  return { perSecond: bytes / megabyte / ((performance.now() - started) / 1000), waits: waits.toSorted((left, right) => left - right) };
}

/** Signed downloads in megabytes a second, beside a bare server that gives out the same file. */
export async function benchDownloads(market: BenchMarket): Promise<Row> {
  const pool = new pg.Pool({ connectionString: market.databaseUrl, max: 1 });
  const { link, file } = await bought(market, pool, filmBytes, false);
  const bare = await startScript('bench/bare-files.js', { BARE_FILE: file });
  const [first, ours, second] = [await throughput(`http://127.0.0.1:${bare.port}/`), await throughput(link), await throughput(`http://127.0.0.1:${bare.port}/`)];
  await stopChild(bare.child);
  await pool.end();
  await rm(file);
  const at = (share: number) => ours.waits[Math.floor(ours.waits.length * share)] ?? 0;
  return { name: 'signed download, MB', perSecond: ours.perSecond, p50: at(0.5), p99: at(0.99), barePerSecond: (first.perSecond + second.perSecond) / 2 };
}

export interface MemoryBench { readonly readers: number; readonly before: number; readonly most: number }

/** Fifty readers that take a file of four gigabytes at a quarter of a megabyte a second each. @returns the server's resident memory in megabytes */
export async function benchSlowReaders(market: BenchMarket, { readers = 50, seconds = 8 } = {}): Promise<MemoryBench> {
  const pool = new pg.Pool({ connectionString: market.databaseUrl, max: 1 });
  const { link, file } = await bought(market, pool, 4 * 1024 * megabyte, true);
  const before = await residentMegabytes(market.pid);
  let most = before;
  const responses = await Promise.all(Array.from({ length: readers }, () => new Promise<http.IncomingMessage>((resolve, reject) => {
    http.get(link, { agent: false }, resolve).on('error', reject);
  })));
  for (const response of responses) response.pause();
  for (const until = performance.now() + seconds * 1000; performance.now() < until;) {
    for (const response of responses) response.read(64 * 1024);
    most = Math.max(most, await residentMegabytes(market.pid));
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  for (const response of responses) response.destroy();
  await pool.end();
  await rm(file);
  return { readers, before, most };
}

async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}
