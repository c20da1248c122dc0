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

/** Source: APPNOTE 6.3.10, section 4.3. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { name, bytes = Buffer.alloc(0), localName = name, mode = 0o100644 } = entry;
    const packed = deflateRawSync(bytes);
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
