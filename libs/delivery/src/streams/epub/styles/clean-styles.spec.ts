import fc from 'fast-check';
import { parse, type ChildNode } from 'postcss';
import { partStyles } from './part-styles.js';
import { cleanSelectors } from './style-selector.js';
import { cleanValue } from './style-value.js';

const links = { pictureLink: (path: string) => (path === 'art.png' ? '/picture' : undefined), fontLink: (path: string) => (path === 'song.otf' ? '/font' : undefined) };
const stylesOf = (css: string) => partStyles(`<html><head><link rel="stylesheet" href="style.css"/></head><body/></html>`, 'part.xhtml', async (path) => (path === 'style.css' ? css : undefined), links);
const reach = { families: new Set(['song']), pictureLink: () => '/picture' };

describe('a selector of a book', () => {
  it.each([
    ['p', 'p:is(.bk, .bk *)'],
    ['html body > h1.title', '.bk .bk-body > .b-bk-h1.b-title:is(.bk, .bk *)'],
    ['h2', 'h2:not(.b-bk-h1):is(.bk, .bk *)'],
    ['.书名, #注-1', '.b-书名:is(.bk, .bk *), #b-注-1:is(.bk, .bk *)'],
    ['p:first-child::first-letter', 'p:first-child:is(.bk, .bk *)::first-letter'],
    ['li:nth-child( 2n+1 )', 'li:nth-child(2n+1):is(.bk, .bk *)'],
    [':not(p, .a) em', ':not(p, .b-a) em:is(.bk, .bk *)'],
    ['td[colspan="2"]', 'td[colspan="2"]:is(.bk, .bk *)'],
    [':root', '.bk:is(.bk, .bk *)'],
  ])('%s holds within the book as %s', (selector, expected) => {
    expect(cleanSelectors(selector)).toBe(expected);
  });

  it.each(['> p', '+ p', 'p >', '& p', ':has(p)', ':host', '::backdrop', 'p::part(x)', 'svg|a', 'p)', 'p[style]', 'p[x="</style>"]', '.\\62 k', 'p {', ''])('%j is none', (selector) => {
    expect(cleanSelectors(selector)).toBeUndefined();
  });
});

describe('a value of a book', () => {
  it.each([
    ['1px solid #333', '1px solid #333'], ['url("a.png") no-repeat 50% 50%', 'url("/picture") no-repeat 50% 50%'], ['calc(100% - 2em)', 'calc(100% - 2em)'], ['rgb(1, 2, 3)', 'rgb(1, 2, 3)'], ['"\\201C"', '"\\201C"'], ['italic Song, serif', 'italic "bk song", serif'],
  ])('%s is %s', (value, expected) => {
    expect(cleanValue(value, reach, false)).toBe(expected);
  });

  it.each([['12pt', 'calc(var(--bk-size) * 1)'], ['24px', 'calc(var(--bk-size) * 1.5)'], ['.5rem', 'calc(var(--bk-size) * 0.5)'], ['medium', 'calc(var(--bk-size) * 1)'], ['1.2em', '1.2em'], ['120%', '120%']])('that is the size of text, %s, follows the reader as %s', (value, expected) => {
    expect(cleanValue(value, reach, true)).toBe(expected);
  });

  it.each(['expression(alert(1))', 'image-set("https://elsewhere.example/a")', 'var(--ink)', 'env(x)', 'paint(x)', 'url(javascript:alert(1)', '"</style>"', 'a } b {', 'red; color: blue', '/* x', 'calc(1px', '1px)', '100vh', '\\72 ed', 'a!b'])('%j is none', (value) => {
    expect(cleanValue(value, reach, false)).toBeUndefined();
  });
});

describe('the styles of a book', () => {
  const piece = fc.constantFrom(
    'p', '.a', '#b', 'html', 'body', '*', ':root', '>', '+', '~', ' ', ',', '{', '}', ';', ':', '(', ')', '[', ']', '"', "'", '\\', '/*', '*/', '@media screen', '@import', '@font-face', '@supports', '@layer x', 'color:red', 'position:fixed', 'content:"x"', 'background:url(art.png)',
    'background:url(https://elsewhere.example/x)', 'font-family:song', 'src:url(song.otf)', '</style>', '<!--', '-->', '&', '!important', '\n', 'url(', 'calc(', ':not(', '::before', 'writing-mode:vertical-rl', '--x:1', 'var(--x)',
  );

  const words = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(''));
  const tame = fc.constantFrom('', ' ', ' p', '.a', '#b', ':root', ' > ', ', body', '::before', ':not(.c)', '[style]', '&');
  const rule = fc.tuple(fc.constantFrom('p', '.a, h1', 'html > body', '*'), tame, fc.array(fc.constantFrom('position:fixed', 'content:"x"', 'background:url(https://elsewhere.example/x)', 'font-family:song', '--x:1', 'color:var(--x)', 'color:red!important', 'color:red', 'font-size:12px', 'background:url(art.png)'), { maxLength: 4 })).map(([selector, more, declarations]) => `${selector}${more}{${declarations.join(';')}}`);

  it('whatever they are, hold within the book, name only its files and never end the element that they stand in', async () => {
    let kept = 0;
    await fc.assert(fc.asyncProperty(fc.array(fc.oneof({ weight: 8, arbitrary: rule }, words), { maxLength: 12 }), async (pieces) => {
      const { css } = await stylesOf(pieces.join(''));
      kept += css.length;
      expect(css).not.toMatch(/[<\\]|\/\*|elsewhere|@(?!media|font-face)|position|var\(--x|!/);
      for (const [, address] of css.matchAll(/url\(([^)]*)\)/g)) expect(['"/picture"', '"/font"']).toContain(address);
      const within = (nodes: readonly ChildNode[]): void => nodes.forEach((node) => {
        if (node.type === 'atrule' && node.name === 'media') return within(node.nodes ?? []);
        if (node.type === 'rule') for (const selector of node.selector.split(/, (?!\.bk \*\))/)) expect(selector).toMatch(/:is\(\.bk, \.bk \*\)(::[a-z-]+)?$/);
        else expect(node).toMatchObject({ type: 'atrule', name: 'font-face' });
      });
      within(parse(css).nodes);
    }), { numRuns: 1000 });
    expect(kept).toBeGreaterThan(5000);
  });

  it.each([['p { color: red', 'that was not closed'], ['p { color: red } } h6 { color: red }', 'that was closed twice'], ['p { color: red; nonsense } h6 { color: red }', 'that makes no sense'], ['p { color: red } /* and so on', 'that ends in a remark'], ['p { color: red; " }', 'with a quote too many']])('%j, %s, is read all the same', async (css) => {
    expect((await stylesOf(css)).css).toContain('p:is(.bk, .bk *){color:red}');
  });

  it('say how its lines run only where they speak of all of it', async () => {
    expect((await stylesOf('p { writing-mode: vertical-rl }')).writingMode).toBeUndefined();
    expect((await stylesOf('body { writing-mode: vertical-rl } html { -webkit-writing-mode: horizontal-tb }')).writingMode).toBe('horizontal-tb');
    expect((await stylesOf('html, p { -epub-writing-mode: vertical-lr }')).writingMode).toBe('vertical-lr');
  });
});
