import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { generateKey } from './generate-key.js';
import { hashesOf } from './typed-key.js';

const hashOf = (key: string) => createHash('sha256').update(key).digest();
const isFound = (key: string, typed: string) => hashesOf(typed).some((hash) => hash.equals(hashOf(key)));

describe('a typed key', () => {
  it('is found in small letters and with blanks anywhere, where the key has capitals only', () => {
    const blank = fc.constantFrom(' ', '\u00a0', '\u3000', '\t');
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(40), blank), { maxLength: 6 }), fc.boolean(), (blanks, isSmall) => {
      const key = generateKey('GLAZE-XXXXX-XXXXX-XXXXX-XXXXX');
      const typed = blanks.reduce((text, [place, each]) => text.slice(0, place) + each + text.slice(place), isSmall ? key.toLowerCase() : key);
      expect(isFound(key, typed)).toBe(true);
    }));
  });

  it('with small letters is no other one: those are found as they are, before what they would be in capitals', () => {
    expect([isFound('aBc-1', 'aBc-1'), isFound('aBc-1', ' aBc -1 '), isFound('aBc-1', 'abc-1'), isFound('aBc-1', 'ABC-1')]).toEqual([true, true, false, false]);
    expect(hashesOf('abc-1')[0]).toEqual(hashOf('abc-1'));
  });

  it('is looked up by as many hashes whatever it is', () => {
    fc.assert(fc.property(fc.string(), (typed) => { expect(hashesOf(typed)).toHaveLength(3); }));
  });
});
