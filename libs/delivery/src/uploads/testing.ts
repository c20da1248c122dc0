import { crc32, deflateRawSync } from 'node:zlib';

/** An entry of a zip, with every lie that its writer may tell. For tests. */
export interface ZipEntry {
  readonly name: string;
  readonly bytes?: Buffer;
  /** What the local header calls it, if something else. */
  readonly localName?: string;
  readonly declaredBytes?: number;
  readonly declaredCrc32?: number;
  /** Of Unix: `0o120777` is a link. */
  readonly mode?: number;
  readonly isEncrypted?: boolean;
}

const packedNothing = deflateRawSync(Buffer.alloc(0));

/** Source: APPNOTE 6.3.10, section 4.3. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { name, bytes = Buffer.alloc(0), localName = name, mode = 0o100644 } = entry;
    const packed = bytes.length ? deflateRawSync(bytes) : packedNothing;
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(0x800 | (entry.isEncrypted ? 1 : 0), 2);
    facts.writeUInt16LE(8, 4);
    facts.writeUInt32LE(entry.declaredCrc32 ?? crc32(bytes), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(entry.declaredBytes ?? bytes.length, 18);
    const withName = (length: number) => {
      const copy = Buffer.from(facts);
      copy.writeUInt16LE(length, 22);
      return copy;
    };
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), withName(Buffer.byteLength(localName)), Buffer.from(localName), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE((mode * 0x10000) >>> 0, 6);
    tail.writeUInt32LE(offset, 10);
    centrals.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x03'), withName(Buffer.byteLength(name)), tail, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

/** An entry of a tar. For tests. */
export interface TarredFile {
  readonly name: string;
  readonly bytes?: Buffer;
  readonly type?: string;
  readonly linkName?: string;
}

/** Source: POSIX.1-2017, pax, ustar interchange format. */
export function tarOf(entries: readonly TarredFile[]): Buffer {
  const blocks = entries.flatMap(({ name, bytes = Buffer.alloc(0), type = '0', linkName = '' }) => {
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write('0000644\0', 100);
    header.write(`${bytes.length.toString(8).padStart(11, '0')}\0`, 124);
    header.write('        ', 148);
    header.write(type, 156);
    header.write(linkName, 157);
    header.write('ustar\x0000', 257);
    header.write(`${header.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, '0')}\0 `, 148);
    return [header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

/** A record of an extended header, which counts its own length. */
export function paxRecord(name: string, value: string): Buffer {
  const rest = ` ${name}=${value}\n`;
  let length = Buffer.byteLength(rest) + 1;
  while (Buffer.byteLength(`${length}${rest}`) !== length) length += 1;
  return Buffer.from(`${length}${rest}`);
}
