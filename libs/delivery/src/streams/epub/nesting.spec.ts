import { navContents } from './book-contents.js';
import { cleanPart } from './clean-part.js';
import { isTooDeep, TooDeep } from './nesting.js';

describe('a text of XML', () => {
  it.each<[string, boolean]>([
    ['<div>'.repeat(300), true],
    ['<div><span>'.repeat(200) + '</span></div>'.repeat(200), true],
    ['<div><p>words</p></div>'.repeat(1000), false],
    ['<p>words<br>'.repeat(1000), false],
    ['<a id="x"/>'.repeat(1000), false],
    ['<!-- <div> --> a < b '.repeat(100), false],
    ['</div>'.repeat(1000) + '<div>'.repeat(10), false],
    ['<div '.repeat(1000), false],
  ])('that begins with %.20s is too deep: %s', (page, expected) => {
    expect(isTooDeep(page)).toBe(expected);
  });
});

describe('the depth that a parser goes to', () => {
  const links = { partLink: () => undefined, pictureLink: () => undefined };
  const reach = { families: new Set<string>(), pictureLink: () => undefined };

  it.each(['<b>', '<b x="/>">', '<b></x>', '<li><ul>', '<svg>'])('is followed as the parser goes, whatever %s says of it', (opening) => {
    expect(() => cleanPart(opening.repeat(101), 'a.xhtml', links, reach)).toThrow(TooDeep);
    expect(() => navContents(Buffer.from(`<a href="b.xhtml">${opening.repeat(101)}`), 'a.xhtml')).toThrow(TooDeep);
    expect(() => cleanPart(opening.repeat(40), 'a.xhtml', links, reach)).not.toThrow();
  });

  it.each(['<p>words<br>', '<img/>', '<a id="x"></a>', '</b>', '<svg><path/></svg>', '<li>'])('is not told by how often %s stands there', (tag) => {
    expect(() => cleanPart(tag.repeat(2000), 'a.xhtml', links, reach)).not.toThrow();
  });
});
