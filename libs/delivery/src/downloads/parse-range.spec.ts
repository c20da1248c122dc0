import * as fc from 'fast-check';
import { parseRange, type WantedBytes } from './parse-range.js';

const part = (first: number, last: number): WantedBytes => ({ kind: 'part', first, last });
const whole: WantedBytes = { kind: 'whole' };
const unsatisfiable: WantedBytes = { kind: 'unsatisfiable' };
const fiveGigabytes = 5 * 1024 ** 3;

describe('a Range header', () => {
  it.each<[string | undefined, number, WantedBytes]>([
    ['bytes=0-0', 1000, part(0, 0)],
    ['bytes=0-499', 1000, part(0, 499)],
    ['bytes=500-999', 1000, part(500, 999)],
    ['bytes=999-999', 1000, part(999, 999)],
    ['bytes=0-999', 1000, part(0, 999)],
    ['bytes=500-5000', 1000, part(500, 999)],
    ['bytes=500-', 1000, part(500, 999)],
    ['bytes=0-', 1000, part(0, 999)],
    ['bytes=-1', 1000, part(999, 999)],
    ['bytes=-1000', 1000, part(0, 999)],
    ['bytes=-5000', 1000, part(0, 999)],
    ['Bytes=1-2', 1000, part(1, 2)],
    ['bytes= 1-2 ', 1000, part(1, 2)],
    ['bytes=,1-2,', 1000, part(1, 2)],
    ['bytes=007-008', 1000, part(7, 8)],
    [`bytes=0-${'9'.repeat(400)}`, 1000, part(0, 999)],
    [`bytes=-${'9'.repeat(400)}`, 1000, part(0, 999)],
    [`bytes=${4 * 1024 ** 3}-${4 * 1024 ** 3 + 9}`, fiveGigabytes, part(4_294_967_296, 4_294_967_305)],
    ['bytes=-16', fiveGigabytes, part(fiveGigabytes - 16, fiveGigabytes - 1)],
    ['bytes=-16', Number.MAX_SAFE_INTEGER, part(9_007_199_254_740_975, 9_007_199_254_740_990)],
    ['bytes=1000-', 1000, unsatisfiable],
    ['bytes=1000-1001', 1000, unsatisfiable],
    ['bytes=-0', 1000, unsatisfiable],
    [`bytes=${'9'.repeat(400)}-`, 1000, unsatisfiable],
    ['bytes=0-', 0, unsatisfiable],
    ['bytes=-5', 0, unsatisfiable],
    [undefined, 1000, whole],
    ['', 1000, whole],
    ['bytes', 1000, whole],
    ['bytes=', 1000, whole],
    ['bytes=,', 1000, whole],
    ['bytes=-', 1000, whole],
    ['bytes=a-b', 1000, whole],
    ['bytes=1-2x', 1000, whole],
    ['bytes=1--2', 1000, whole],
    ['bytes=--2', 1000, whole],
    ['bytes=+1-2', 1000, whole],
    ['bytes=1.5-2', 1000, whole],
    ['bytes=0x1-0x2', 1000, whole],
    ['bytes=١-٢', 1000, whole],
    ['bytes=1 - 2', 1000, whole],
    ['bytes=5-4', 1000, whole],
    ['bytes=9007199254740993-9007199254740992', 1000, whole],
    ['bytes =1-2', 1000, whole],
    ['items=1-2', 1000, whole],
    ['bytes=0-1,4-5', 1000, whole],
    ['bytes=0-1, 5000-', 1000, whole],
    ['bytes=0-\n1', 1000, whole],
  ])('%s of %d bytes', (header, sizeBytes, wanted) => {
    expect(parseRange(header, sizeBytes)).toEqual(wanted);
  });

  const size = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });

  it('never leads outside the file, whatever it says', () => {
    const header = fc.oneof(fc.string(), fc.stringMatching(/^bytes=[ \d,-]*$/), fc.tuple(fc.maxSafeNat(), fc.maxSafeNat()).map(([a, b]) => `bytes=${a}-${b}`));
    fc.assert(fc.property(header, size, (text, sizeBytes) => {
      const wanted = parseRange(text, sizeBytes);
      if (wanted.kind !== 'part') return;
      expect(Number.isSafeInteger(wanted.first) && Number.isSafeInteger(wanted.last)).toBe(true);
      expect(wanted.first).toBeGreaterThanOrEqual(0);
      expect(wanted.last).toBeGreaterThanOrEqual(wanted.first);
      expect(wanted.last).toBeLessThan(sizeBytes);
    }));
  });

  it('is read as it was written when it lies inside the file', () => {
    fc.assert(fc.property(fc.maxSafeNat(), fc.maxSafeNat(), fc.maxSafeNat(), (one, two, three) => {
      const [first, last, before] = [one, two, three].toSorted((left, right) => left - right) as [number, number, number];
      fc.pre(last < before);
      expect(parseRange(`bytes=${first}-${last}`, before)).toEqual(part(first, last));
    }));
  });

  it('means the same from the end as from the start', () => {
    fc.assert(fc.property(size, fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (sizeBytes, length) => {
      expect(parseRange(`bytes=-${length}`, sizeBytes)).toEqual(parseRange(`bytes=${Math.max(0, sizeBytes - length)}-`, sizeBytes));
    }));
  });
});
