import * as fc from 'fast-check';
import { contentDisposition } from './content-disposition.js';

describe('the name of a download', () => {
  it.each([
    ['guide.pdf', `attachment; filename="guide.pdf"; filename*=UTF-8''guide.pdf`],
    ['跨境 指南.pdf', `attachment; filename="__ __.pdf"; filename*=UTF-8''%E8%B7%A8%E5%A2%83%20%E6%8C%87%E5%8D%97.pdf`],
    [`Dragon's "eye" (1)*.zip`, `attachment; filename="Dragon's _eye_ (1)*.zip"; filename*=UTF-8''Dragon%27s%20%22eye%22%20%281%29%2A.zip`],
    ['🐉.svg', `attachment; filename="_.svg"; filename*=UTF-8''%F0%9F%90%89.svg`],
  ])('%s is written for old and new clients', (fileName, header) => {
    expect(contentDisposition(fileName)).toBe(header);
  });

  it('is always one line of ASCII, from which the name can be read back', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (fileName) => {
      const header = contentDisposition(fileName);
      expect(header).toMatch(/^attachment; filename="[^"\\\p{Cc}]*"; filename\*=UTF-8''[\w.!#$&+^`|~%-]*$/u);
      expect(decodeURIComponent(header.slice(header.indexOf("''") + 2))).toBe(fileName);
    }));
  });
});
