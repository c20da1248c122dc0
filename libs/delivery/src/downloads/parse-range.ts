/** What a Range header asks of a file: all of it, the bytes `first` to `last` (both counted in), or nothing that there is. */
export type WantedBytes =
  | { readonly kind: 'whole' }
  | { readonly kind: 'part'; readonly first: number; readonly last: number }
  | { readonly kind: 'unsatisfiable' };

const whole: WantedBytes = { kind: 'whole' };
const unsatisfiable: WantedBytes = { kind: 'unsatisfiable' };

/**
 * Reads a Range header for a file of `sizeBytes`. A header that is malformed, in another unit, or asks for several ranges is
 * ignored, as RFC 9110 sections 14.1.2 and 14.2 allow; positions may be larger than any number of ours.
 */
export function parseRange(header: string | undefined, sizeBytes: number): WantedBytes {
  const set = /^bytes=(.*)$/i.exec(header ?? '')?.[1];
  if (set === undefined) return whole;
  // An empty element of a list counts for nothing (RFC 9110 section 5.6.1.2).
  const ranges = set.split(',').map((each) => each.replace(/^[ \t]+|[ \t]+$/g, '')).filter((each) => each !== '');
  const [, from, to] = (ranges.length === 1 && /^(\d*)-(\d*)$/.exec(ranges[0] ?? '')) || [];
  if (from === undefined || to === undefined || (from === '' && to === '')) return whole;
  return from === '' ? suffix(BigInt(to), sizeBytes) : fromTo(BigInt(from), to === '' ? undefined : BigInt(to), sizeBytes);
}

function suffix(length: bigint, sizeBytes: number): WantedBytes {
  if (length === 0n || sizeBytes === 0) return unsatisfiable;
  return { kind: 'part', first: length >= BigInt(sizeBytes) ? 0 : sizeBytes - Number(length), last: sizeBytes - 1 };
}

function fromTo(first: bigint, last: bigint | undefined, sizeBytes: number): WantedBytes {
  if (last !== undefined && last < first) return whole;
  if (first >= BigInt(sizeBytes)) return unsatisfiable;
  return { kind: 'part', first: Number(first), last: last === undefined || last >= BigInt(sizeBytes) ? sizeBytes - 1 : Number(last) };
}
