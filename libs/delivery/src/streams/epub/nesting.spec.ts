import { isTooDeep } from './nesting.js';

describe('a page', () => {
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
