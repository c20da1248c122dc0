import { isTarHeader } from './tar-header.js';

/** What holds other files; `opaque` are those that nothing here can look into. */
export type PackedForm = 'zip' | 'gz' | 'zst' | 'tar' | 'opaque';

/** How many bytes `packedForm` looks at. */
export const formBytes = 512;

/** Sources: APPNOTE 6.3.10, section 4.3.7; RFC 1952, section 2.3.1; RFC 8878, section 3.1.1; the notes that come with 7-Zip, RAR, xz, bzip2 and lzip. */
const beginnings: readonly (readonly [PackedForm, Buffer])[] = [
  ['zip', Buffer.from('PK\x03\x04')], ['gz', Buffer.from([0x1f, 0x8b, 0x08])], ['zst', Buffer.from([0x28, 0xb5, 0x2f, 0xfd])],
  ['opaque', Buffer.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c])], ['opaque', Buffer.from('Rar!\x1a\x07')], ['opaque', Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00])],
  ['opaque', Buffer.from('LZIP\x01')], ['opaque', Buffer.from('MSCF\0\0\0\0')],
];

const bzip2 = /^BZh[1-9]1AY&SY/;

/** @param head the first bytes, `formBytes` of them if there are so many */
export function packedForm(head: Buffer): PackedForm | undefined {
  if (bzip2.test(head.subarray(0, 10).toString('latin1'))) return 'opaque';
  return beginnings.find(([, beginning]) => head.subarray(0, beginning.length).equals(beginning))?.[0] ?? (isTarHeader(head) ? 'tar' : undefined);
}
