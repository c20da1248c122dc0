import fc from 'fast-check';
import { generateKey, isKeyPattern } from './generate-key.js';

const pattern = fc.tuple(fc.integer({ min: 16, max: 30 }), fc.stringMatching(/^[A-WYZ0-9-]{0,20}$/)).map(([places, rest]) => rest + 'X'.repeat(places) + rest);

describe('a generated key', () => {
  it('is its pattern with letters and figures for each X', () => {
    fc.assert(fc.property(pattern, (each) => {
      expect(isKeyPattern(each)).toBe(true);
      expect(generateKey(each)).toMatch(new RegExp(`^${each.replaceAll('X', '[0-9A-HJKMNP-TV-Z]')}$`));
    }));
  });

  it('is never made twice', () => {
    expect(new Set(Array.from({ length: 5_000 }, () => generateKey('X'.repeat(16)))).size).toBe(5_000);
  });

  it('needs 16 places of chance, and nothing that is read wrongly', () => {
    for (const weak of ['', 'X'.repeat(15), `${'X'.repeat(16)}a`, `${'X'.repeat(16)} `, `${'X'.repeat(16)}Ä`, 'X'.repeat(101)]) expect(isKeyPattern(weak)).toBe(false);
  });
});
