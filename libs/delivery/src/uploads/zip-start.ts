import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { fromRandomAccessReaderPromise, openPromise, RandomAccessReader, type ZipFile } from 'yauzl';

/** Of the record at the end of a zip, without its comment of at most 65535 bytes. Source: APPNOTE 6.3.10, section 4.3.16. */
const endBytes = 22;
const longestCommentBytes = 65_535;
const end = Buffer.from('PK\x05\x06');
/** What stands for a number that is in the record of zip64 instead. */
const elsewhere = 0xffffffff;

/**
 * Where the zip begins that programs find at a file's end, however the file begins: one that unpacks itself, or pretends to be something
 * else. Undefined where there is none.
 */
export async function zipStart(place: string): Promise<number | undefined> {
  const { size } = await stat(place);
  const tail = await tailOf(place, size, Math.min(size, endBytes + longestCommentBytes));
  for (let at = tail.lastIndexOf(end); at >= 0; at = at ? tail.lastIndexOf(end, at - 1) : -1) {
    if (tail.length - at < endBytes || tail.readUInt16LE(at + 20) !== tail.length - at - endBytes) continue;
    const [directoryBytes, directoryAt] = [tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)];
    if (directoryAt === elsewhere || directoryBytes === elsewhere) return 0;
    return Math.max(0, size - tail.length + at - directoryBytes - directoryAt);
  }
  return undefined;
}

/** @param start of the zip in the file */
export async function openZip(place: string, start: number): Promise<ZipFile> {
  const options = { decodeStrings: false, lazyEntries: true, autoClose: false };
  if (!start) return openPromise(place, options);
  const { size } = await stat(place);
  return fromRandomAccessReaderPromise(new FromStart(place, start), size - start, options);
}

class FromStart extends RandomAccessReader {
  constructor(private readonly place: string, private readonly start: number) {
    super();
  }

  override _readStreamForRange(from: number, to: number): Readable {
    return createReadStream(this.place, { start: this.start + from, end: this.start + to - 1 });
  }
}

async function tailOf(place: string, size: number, count: number): Promise<Buffer> {
  const file = await open(place);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(count), 0, count, size - count);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
