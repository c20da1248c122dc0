import type { ByteReader } from './byte-reader.js';
import { FileRefused } from './file-refused.js';
import { tarBlockBytes, tarHeader, type TarHeader } from './tar-header.js';

export interface TarEntry {
  /** Every name that a program may give it: the header's own, and the one that an extension puts in its place. */
  readonly names: readonly string[];
  readonly isPlain: boolean;
  readonly sizeBytes: number;
}

/** A name or a set of them that is longer than this is none. */
const longestExtension = 1024 * 1024;
const plain: ReadonlySet<string> = new Set(['0', '\0', '5', '7']);

/**
 * What a tar holds; whoever takes an entry reads its bytes from the reader before asking for the next, or leaves them.
 * @throws FileRefused for what is no tar, or one of a kind that programs read differently
 */
export async function* tarEntries(reader: ByteReader): AsyncGenerator<TarEntry & { readonly bytes: AsyncGenerator<Buffer> }> {
  let extended: Extension = {};
  for (;;) {
    const header = await nextHeader(reader);
    if (!header) return;
    if ('LKxg'.includes(header.type)) {
      extended = { ...extended, ...extensionOf(header, await extensionBytes(reader, header)) };
      continue;
    }
    const sizeBytes = extended.sizeBytes ?? header.sizeBytes;
    const end = reader.offset + sizeBytes;
    const bytes = reader.pieces(sizeBytes);
    yield { names: [header.name, ...(extended.path === undefined ? [] : [extended.path])], isPlain: plain.has(header.type), sizeBytes, bytes };
    for await (const _rest of bytes);
    if (reader.offset !== end) throw new FileRefused('archive_unreadable', header.name);
    await reader.skip(padding(sizeBytes));
    extended = {};
  }
}

interface Extension { readonly path?: string; readonly sizeBytes?: number }

/** @returns undefined at the end, which is a block of zeros, or no more bytes. @throws FileRefused */
async function nextHeader(reader: ByteReader): Promise<TarHeader | undefined> {
  const block = await reader.take(tarBlockBytes);
  if (!block.length || block.every((byte) => byte === 0)) return undefined;
  const header = tarHeader(block);
  if (!header) throw new FileRefused('archive_unreadable');
  return header;
}

async function extensionBytes(reader: ByteReader, { sizeBytes, name }: TarHeader): Promise<Buffer> {
  if (sizeBytes > longestExtension) throw new FileRefused('archive_unreadable', name);
  const bytes = await reader.take(sizeBytes);
  await reader.skip(padding(sizeBytes));
  return bytes;
}

/** @throws FileRefused where it says for all entries what is one's own, or has one with holes in it */
function extensionOf({ type, name }: TarHeader, bytes: Buffer): Extension {
  if (type === 'L') return { path: bytes.toString().replace(/\0.*$/s, '') };
  if (type === 'K') return {};
  const told = paxRecords(bytes, name);
  if ((type === 'g' && (told.has('path') || told.has('size'))) || [...told.keys()].some((key) => key.startsWith('GNU.sparse'))) throw new FileRefused('archive_unreadable', name);
  const [path, size] = [told.get('path'), told.get('size')];
  if (size !== undefined && !/^\d{1,15}$/.test(size)) throw new FileRefused('archive_unreadable', name);
  return { ...(path !== undefined && { path }), ...(size !== undefined && { sizeBytes: Number(size) }) };
}

/** `27 path=...` and a line feed each, with the length of all of it first. Source: POSIX.1-2017, pax extended header. */
function paxRecords(bytes: Buffer, name: string): Map<string, string> {
  const told = new Map<string, string>();
  for (let at = 0; at < bytes.length;) {
    const space = bytes.indexOf(0x20, at);
    const digits = space < 0 ? '' : bytes.subarray(at, space).toString('latin1');
    const end = at + Number(digits);
    const equals = bytes.indexOf(0x3d, space);
    if (!/^[1-9]\d{0,6}$/.test(digits) || equals < 0 || equals >= end || bytes[end - 1] !== 0x0a) throw new FileRefused('archive_unreadable', name);
    told.set(bytes.subarray(space + 1, equals).toString(), bytes.subarray(equals + 1, end - 1).toString());
    at = end;
  }
  return told;
}

function padding(sizeBytes: number): number {
  return (tarBlockBytes - (sizeBytes % tarBlockBytes)) % tarBlockBytes;
}
