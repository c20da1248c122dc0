import { InvalidCursor } from './platform.errors.js';

/** Where a list goes on: the sort key of the last row shown, opaque to clients. */
export function encodeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** @throws InvalidCursor unless it holds exactly the given kinds of values */
export function decodeCursor(cursor: string, kinds: readonly ('string' | 'number')[]): (string | number)[] {
  let key: unknown;
  try {
    key = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw new InvalidCursor({}, 'cursor');
  }
  if (!Array.isArray(key) || key.length !== kinds.length || key.some((value, index) => typeof value !== kinds[index])) throw new InvalidCursor({}, 'cursor');
  return key as (string | number)[];
}
