import { createReadStream } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { staysBelow } from '../files/file-name.js';
import { ArchiveBudget, archiveLimits } from './archive-budget.js';
import { ByteReader } from './byte-reader.js';
import { FileRefused } from './file-refused.js';
import { formBytes, packedForm } from './packed-form.js';
import { readable } from './readable.js';
import { tarEntries } from './tar-entries.js';
import { walkZip } from './walk-zip.js';
import { zipStart } from './zip-start.js';

export interface Walk {
  /** Beside which archives within the file are put while they are looked through. */
  readonly scratch: string;
  readonly depth: number;
  readonly budget: ArchiveBudget;
  /** Whether a scanner looks into what nothing here can. */
  readonly isScanned: boolean;
}

/**
 * Unpacks a file that holds others into nothing, and what is packed within it: what it says of itself is not believed. Holds no file in
 * memory. What holds no others is read no further than its beginning and its end.
 * @throws FileRefused
 */
export async function lookInside(place: string, { isScanned }: Pick<Walk, 'isScanned'>): Promise<void> {
  const walk = { scratch: place, depth: 0, budget: new ArchiveBudget((await stat(place)).size), isScanned };
  const bytes = createReadStream(place, { highWaterMark: 256 * 1024 });
  try {
    const reader = new ByteReader(bytes[Symbol.asyncIterator]() as AsyncIterator<Buffer>);
    const form = packedForm(await reader.peek(formBytes));
    const start = await zipStart(place);
    if (start !== undefined || form === 'zip') await lookThroughZip(place, start ?? 0, walk);
    if (form && form !== 'zip') await lookAt(reader, '', walk);
  } finally {
    bytes.destroy();
  }
}

/** Reads all of one file within another. @throws FileRefused */
async function lookAt(reader: ByteReader, name: string, walk: Walk): Promise<void> {
  const form = packedForm(await reader.peek(formBytes));
  if (form === 'opaque' && !walk.isScanned) throw new FileRefused('archive_opaque', name);
  if (form === 'zip') await lookThroughCopy(reader, name, walk);
  if (form === 'gz' || form === 'zst') await lookThroughPacked(reader, form, name, deeper(walk));
  if (form === 'tar') await lookThroughTar(reader, deeper(walk));
  await reader.skip();
}

async function lookThroughZip(place: string, start: number, walk: Walk): Promise<void> {
  const inner = deeper(walk);
  await walkZip(place, start, inner.budget, (bytes, name) => lookAt(new ByteReader(bytes), name, inner));
}

/** A zip is read from its end, so it has to stand somewhere. */
async function lookThroughCopy(reader: ByteReader, name: string, walk: Walk): Promise<void> {
  walk.budget.addNested(name);
  const nested = `${walk.scratch}.nested-${walk.depth}`;
  try {
    const copy = await open(nested, 'w');
    try {
      for await (const piece of reader.pieces()) {
        walk.budget.putOnDisk(piece.length, name);
        await copy.write(piece);
      }
    } finally {
      await copy.close();
    }
    await lookThroughZip(nested, (await zipStart(nested)) ?? 0, walk);
  } finally {
    await rm(nested, { force: true });
  }
}

async function lookThroughPacked(reader: ByteReader, form: 'gz' | 'zst', name: string, walk: Walk): Promise<void> {
  const unpacked = form === 'gz' ? createGunzip() : createZstdDecompress();
  const source = Readable.from(reader.pieces());
  // The fault comes out of what reads the unpacked bytes.
  pipeline(source, unpacked, () => undefined);
  try {
    await lookAt(new ByteReader(counted(unpacked, name, walk.budget)), name, walk);
  } finally {
    unpacked.destroy();
    source.destroy();
  }
}

async function* counted(unpacked: Readable, name: string, budget: ArchiveBudget): AsyncGenerator<Buffer> {
  const bytes = unpacked[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  for (let next = await readable(bytes.next(), name); !next.done; next = await readable(bytes.next(), name)) {
    budget.unpack(next.value.length, name);
    yield next.value;
  }
}

async function lookThroughTar(reader: ByteReader, walk: Walk): Promise<void> {
  for await (const { names, isPlain, bytes } of tarEntries(reader)) {
    const name = names.at(-1) ?? '';
    walk.budget.addEntries(1);
    const astray = names.find((each) => !staysBelow(each));
    if (astray !== undefined) throw new FileRefused('archive_path', astray);
    if (!isPlain) throw new FileRefused('archive_link', name);
    await lookAt(new ByteReader(bytes), name, walk);
  }
}

/** @throws FileRefused */
function deeper(walk: Walk): Walk {
  if (walk.depth >= archiveLimits.depth) throw new FileRefused('archive_too_deep');
  return { ...walk, depth: walk.depth + 1 };
}
