import { InvalidCursor } from './platform.errors.js';

/** Where a list goes on: the sort key of the last row shown, opaque to clients. */
export function encodeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

export type CursorKind = keyof typeof fits;

const isText = (value: unknown): value is string => typeof value === 'string';

/** What a sort key may be, so that nothing forged reaches a cast in the database. */
const fits = {
  id: (value: unknown) => isText(value) && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(value),
  instant: (value: unknown) => isText(value) && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/.test(value) && !Number.isNaN(Date.parse(value)),
  whole: (value: unknown) => isText(value) && /^\d{1,18}$/.test(value),
  string: isText,
  number: (value: unknown) => typeof value === 'number' && Number.isSafeInteger(value),
};

/** @throws InvalidCursor unless it holds exactly the given kinds of values */
export function decodeCursor(cursor: string, kinds: readonly CursorKind[]): (string | number)[] {
  let key: unknown;
  try {
    key = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw new InvalidCursor({}, 'cursor');
  }
  if (!Array.isArray(key) || key.length !== kinds.length || !kinds.every((kind, index) => fits[kind](key[index]))) throw new InvalidCursor({}, 'cursor');
  return key as (string | number)[];
}
