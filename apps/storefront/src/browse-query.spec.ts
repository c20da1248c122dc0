import { browseAddress, browseQueryOf } from './browse-query.js';

const read = (query: unknown) => browseQueryOf({ query });

describe('browse query', () => {
  it('reads what a list can be narrowed by', () => {
    expect(read({ q: ' tea ', cluster: 'jingdezhen', category: 'dp.film', kind: 'download', order: '-price', cursor: 'abc' })).toEqual({
      words: 'tea', clusterId: 'jingdezhen', taxonomyId: 'dp.film', deliveryKind: 'download', order: '-price', cursor: 'abc',
    });
  });

  it('bears parameters of others and values that mean nothing here', () => {
    expect(read({ utm_source: 'mail', kind: 'teleport', order: 'random', category: 'no.such', q: '   ', cursor: '' })).toEqual({});
    expect(read(undefined)).toEqual({});
    expect(read({ q: { a: 'b' }, cluster: 7 })).toEqual({});
  });

  it('takes the first of repeated parameters', () => {
    expect(read({ kind: ['parcel', 'download'] })).toEqual({ deliveryKind: 'parcel' });
  });

  it('cuts long words and drops characters that no database takes', () => {
    expect(read({ q: `a\0b${'x'.repeat(500)}` }).words).toHaveLength(200);
    expect(read({ q: 'a\0b' }).words).toBe('ab');
  });

  it('starts a list anew when it is narrowed otherwise', () => {
    expect(browseAddress('/en/search', { words: 'чай', cursor: 'abc', deliveryKind: 'parcel' }, { deliveryKind: undefined })).toBe('/en/search?q=%D1%87%D0%B0%D0%B9');
    expect(browseAddress('/en/clusters/yiwu', { cursor: 'abc' })).toBe('/en/clusters/yiwu');
    expect(browseAddress('/en/clusters/yiwu', {}, { cursor: 'next' })).toBe('/en/clusters/yiwu?cursor=next');
  });

  it('leaves the usual order unsaid', () => {
    expect(browseAddress('/en/categories/data', { order: 'price' }, { order: 'newest' })).toBe('/en/categories/data');
  });
});
