import fc from 'fast-check';
import { CourseRefused } from './course.errors.js';
import { lessonHtml } from './lesson-html.js';
import { outlineOf } from './course-outline.js';

describe('a lesson’s words', () => {
  it.each([
    ['<p onclick="x()">Clay</p>', '<p>Clay</p>'], ['<script>alert(1)</script>Clay<b>!</b>', 'Clay<b>!</b>'], ['<a href="javascript:alert(1)">Clay</a>', '<a rel="nofollow noopener noreferrer">Clay</a>'],
    ['<a href="https://clay.example" target="_top" style="top:0">Clay</a>', '<a href="https://clay.example" rel="nofollow noopener noreferrer">Clay</a>'],
    ['<p><svg><script>alert(1)</script></svg>Clay<img src=x onerror=alert(1)></p>', '<p>Clay</p>'], ['<form action="/x"><input name="a">Clay</form><p>.</p>', 'Clay<p>.</p>'], ['<style>p{}</style><h2>Clay</h2>', '<h2>Clay</h2>'],
    ['<ruby>陶<rt>táo</rt></ruby>', '<ruby>陶<rt>táo</rt></ruby>'], ['<p dir="rtl" lang="ar" class="x" id="y">طين</p>', '<p dir="rtl" lang="ar">طين</p>'],
  ])('keep what is text and lose what could act: %s', (written, shown) => {
    expect(lessonHtml(written)).toBe(shown);
  });

  it('without marks are paragraphs', () => {
    expect(lessonHtml('One & two\nthree\n\nfour > five')).toBe('<p>One &amp; two<br />three</p>\n<p>four &gt; five</p>');
  });

  it('never hold a script, a handler or a foreign address, whatever is written, and stay as they are when made safe again', () => {
    const pieces = fc.constantFrom('<', '>', '</', 'script', 'img src=x onerror=', 'a href="javascript:alert(1)"', ' style="x"', '"', '\'', '&lt;', '<!--', '-->', '<p>', '</p>', '<svg/onload=alert(1)>', 'clay ', '<math><mi>', '<![CDATA[');
    fc.assert(fc.property(fc.array(pieces, { maxLength: 15 }), (parts) => {
      const safe = lessonHtml(parts.join(''));
      const tags = [...safe.matchAll(/<\/?([a-z0-9]+)([^>]*)>/gi)].map(([, name, attributes]) => [name, attributes] as const);
      for (const [name, attributes] of tags) {
        expect(name).toMatch(/^(p|a|br)$/);
        expect(attributes).not.toMatch(/\son|style|javascript/i);
      }
      expect(safe).not.toMatch(/<(script|svg|img|math)/i);
    }), { numRuns: 300 });
  });
});

describe('an outline', () => {
  const lesson = (given: object = {}) => ({ title: { en: 'Wedging' }, body: { en: 'Slow hands.' }, assetIds: [], isPreview: false, ...given });
  const known = { ids: new Set(['0190a000-0000-7000-8000-000000000001']), assetIds: new Set<string>() };
  const outline = (...lessons: object[]) => outlineOf([{ title: { en: 'Clay' }, lessons: lessons as never }], known);

  it('keeps the ids that are known and makes new ones for what is new', () => {
    const [module] = outline(lesson({ id: '0190a000-0000-7000-8000-000000000001' }), lesson());
    expect(module?.lessons[0]?.id).toBe('0190a000-0000-7000-8000-000000000001');
    expect(new Set(module?.lessons.map(({ id }) => id)).size).toBe(2);
  });

  it.each([
    [lesson({ body: {} })], [lesson({ body: { en: '<script>alert(1)</script>' } })], [lesson({ title: { en: '' } })], [lesson({ title: { fr: 'Argile' } })], [lesson({ id: '0190a000-0000-7000-8000-000000000009' })],
    [lesson({ assetIds: ['0190a000-0000-7000-8000-000000000002'] })], [lesson({ body: { en: 'x'.repeat(60_001) } })],
  ])('is refused with a lesson that cannot be shown: %j', (wrong) => {
    expect(() => outline(wrong)).toThrow(CourseRefused);
  });
});
