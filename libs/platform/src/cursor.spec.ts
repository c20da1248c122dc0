import { decodeCursor, encodeCursor } from './cursor.js';
import { InvalidCursor } from './platform.errors.js';

const id = '01a20a06-7505-750f-a367-988b94fb523a';

describe('a cursor', () => {
  it('comes back as it was given out', () => {
    expect(decodeCursor(encodeCursor(['2026-11-23T08:00:00.000001Z', id]), ['instant', 'id'])).toEqual(['2026-11-23T08:00:00.000001Z', id]);
    expect(decodeCursor(encodeCursor(['1250', id]), ['whole', 'id'])).toEqual(['1250', id]);
    expect(decodeCursor(encodeCursor([24]), ['number'])).toEqual([24]);
  });

  it.each([
    ['no base64', '!!'], ['no JSON', Buffer.from('{').toString('base64url')], ['no list', encodeCursor([]).slice(0, 1)], ['too short', encodeCursor([id])],
    ['yesterday', encodeCursor(['yesterday', id])], ['a date that is none', encodeCursor(['2026-99-99T08:00:00Z', id])], ['another id', encodeCursor(['2026-11-23T08:00:00Z', "'; DROP"])],
  ])('is refused when forged: %s', (_name, cursor) => {
    expect(() => decodeCursor(cursor, ['instant', 'id'])).toThrow(InvalidCursor);
  });
});
