import fc from 'fast-check';
import { slugOf } from './slug-of.js';

describe('the address that is made of a name', () => {
  it.each([
    ['Ash glaze: 40 recipes!', 'ash-glaze-40-recipes'], ['Célèbre façade № 7', 'celebre-facade-no-7'], ['  Weiß & Größe  ', 'weiss-grosse'], ['Smørrebrød', 'smorrebrod'], ['青瓷 Celadon', 'celadon'], ['青瓷', ''], ['رقم', ''],
  ])('of %s is %s', (name, slug) => {
    expect(slugOf(name)).toBe(slug);
  });

  it('is letters, figures and single hyphens within them, whatever the name', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (name) => /^(?:[a-z0-9]+(?:-[a-z0-9]+)*)?$/.test(slugOf(name)) && slugOf(name).length <= 80), { numRuns: 500 });
  });
});
