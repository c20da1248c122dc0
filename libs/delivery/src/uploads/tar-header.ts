/** Of a header and of what all of a tar is padded to. Source: POSIX.1-2017, pax, ustar interchange format. */
export const tarBlockBytes = 512;
const checksumAt = { from: 148, to: 156 } as const;

export interface TarHeader {
  readonly name: string;
  readonly linkName: string;
  /** `0` a file, `5` a folder, and others. */
  readonly type: string;
  readonly sizeBytes: number;
}

/** Whether its sum is right, counted with blanks in the place of the sum itself. */
export function isTarHeader(block: Buffer): boolean {
  if (block.length < tarBlockBytes || block[0] === 0) return false;
  let sum = 0;
  for (let at = 0; at < tarBlockBytes; at += 1) sum += at >= checksumAt.from && at < checksumAt.to ? 0x20 : (block[at] ?? 0);
  return octal(block.subarray(checksumAt.from, checksumAt.to)) === sum;
}

/** @returns undefined for what is no header */
export function tarHeader(block: Buffer): TarHeader | undefined {
  if (!isTarHeader(block)) return undefined;
  const prefix = block.subarray(257, 262).toString('latin1') === 'ustar' && block[263] === 0x30 ? text(block.subarray(345, 500)) : '';
  const name = text(block.subarray(0, 100));
  const sizeBytes = sizeOf(block.subarray(124, 136));
  if (sizeBytes === undefined) return undefined;
  return { name: prefix ? `${prefix}/${name}` : name, linkName: text(block.subarray(157, 257)), type: String.fromCharCode(block[156] ?? 0), sizeBytes };
}

/** Octal, or where that is too short the bytes of the number behind a set bit, as GNU and others write it. */
function sizeOf(field: Buffer): number | undefined {
  if (field[0] !== 0x80) return octal(field);
  const size = BigInt(`0x${field.subarray(1).toString('hex')}`);
  return size <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(size) : undefined;
}

function octal(field: Buffer): number | undefined {
  const digits = /^ *([0-7]+)[ \0]*$/.exec(field.toString('latin1'))?.[1];
  return digits === undefined ? undefined : Number.parseInt(digits, 8);
}

function text(field: Buffer): string {
  const end = field.indexOf(0);
  return field.subarray(0, end < 0 ? field.length : end).toString();
}
