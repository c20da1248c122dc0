import { createHash } from 'node:crypto';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { zipSync } from 'fflate';
import { identityContext } from '@silkport/identity';
import { orderingContext } from '@silkport/ordering';
import { newId } from '@silkport/values';
import { openTestDatabase, type TestDatabase } from '../../../../../test/support/test-database.js';
import { deliveryContext } from '../../delivery.context.js';
import { anAsset, deliveryOn, type Delivery } from '../../testing.js';
import { BookUnreadable, PlaybackLinkInvalid, TrackUnknown } from '../stream.errors.js';
import { anEpub, streamsOn, type Streams } from '../testing.js';

let db: TestDatabase;
let delivery: Delivery;
let streams: Streams;

beforeAll(async () => {
  db = await openTestDatabase([identityContext, orderingContext, deliveryContext]);
  delivery = await deliveryOn(db.database);
  streams = streamsOn(db.database, delivery);
});
afterAll(async () => {
  await delivery.refused.onApplicationShutdown();
  await db.close();
  await delivery.removeFolder();
});

async function bought(bytes: Buffer) {
  const productId = newId();
  const assetId = await delivery.addAsset.run(anAsset({ productId, fileName: 'book.epub', contentType: 'application/epub+zip', bytes }));
  const entitlementId = await streams.buy(productId);
  const [track] = (await streams.tracks.ofEntitlement(entitlementId)).tracks;
  if (!track) throw new Error('no track');
  const read = (part = 0) => streams.reading.part({ track, entitlementId, part, client: {}, pageOf: (index) => `/page/${index}` });
  return { productId, assetId, entitlementId, track, read };
}

describe('a book', () => {
  it('is read part by part in its own language, with its contents, its pictures by signed links, and its links within', async () => {
    const { read } = await bought(anEpub({
      language: 'ar', parts: ['<h1 id="top">الفصل الأول</h1><p>انظر <a href="part1.xhtml#two">هنا</a> و<a href="#top">هنا</a></p><p><img src="../images/cover.png" alt="غلاف"/></p>', '<p id="two">النهاية</p>'],
    }));
    const first = await read();
    expect(first).toMatchObject({ part: 0, parts: 2, readableParts: 2, book: { title: 'A book', language: 'ar', contents: [{ title: 'Part 1', part: 0 }, { title: 'Part 2', part: 1 }] } });
    expect(first.html).toContain('<h2 id="b-top" class="b-bk-h1">الفصل الأول</h2>');
    expect(first.html).toContain('<a href="/page/1#b-two">هنا</a>');
    expect(first.html).toContain('<a href="#b-top">هنا</a>');
    expect(first.html).not.toContain('no words of the text');
    const [, picture = ''] = /src="\/v1\/playback\/([^"]+)"/.exec(first.html) ?? [];
    const { headers, body } = await streams.serve.run({ token: picture, method: 'GET', headers: {}, client: {} });
    expect([headers['content-type'], body && (await buffer(body)).toString()]).toEqual(['image/png', 'a picture']);
    expect((await read(1)).html).toContain('<p id="b-two">النهاية</p>');
    await expect(read(2)).rejects.toThrow(TrackUnknown);
  });

  it('is taken apart once, and read by each with addresses of its own', async () => {
    const { track, entitlementId, assetId } = await bought(anEpub({ parts: [`<p>word &amp; word</p><a href="part1.xhtml#two">on</a> <a href="other.xhtml">none</a><img src="../images/cover.png"/>`, '<p>Two</p>'] }));
    const read = async (pageOf: (part: number) => string) => (await streams.reading.part({ track, entitlementId, part: 0, client: {}, pageOf })).html;
    const first = await read((part) => `/en/one?key="x"&part=${part}`);
    delivery.clock.advance(60_000);
    // Whoever takes it apart again has to read it again.
    const [{ key } = { key: '' }] = await db.dataSource.query<{ key: string }[]>('SELECT storage_key AS key FROM delivery.assets WHERE id = $1', [assetId]);
    await delivery.storage.remove(key);
    const second = await read((part) => `/ru/two?part=${part}`);
    expect(first).toContain('<a href="/en/one?key=&quot;x&quot;&amp;part=1#b-two">on</a> <a>none</a><img');
    expect(second).toContain('<a href="/ru/two?part=1#b-two">on</a> <a>none</a><img');
    const picture = (html: string) => /src="(\/v1\/playback\/[^"]+)"/.exec(html)?.[1];
    expect(picture(first)).toBeDefined();
    expect(picture(second)).not.toBe(picture(first));
  });

  it('loses whatever runs, loads from elsewhere or asks for anything', async () => {
    const { read } = await bought(anEpub({ parts: [
      '<script>alert(1)</script><script src="x.js"/><p onclick="alert(1)" style="position:fixed;text-align:center;background:url(https://elsewhere.example/a)">One</p><style>p{color:red}</style>'
      + '<img src="https://elsewhere.example/spy.png"/><img src="../../../../etc/passwd"/><img src="x" onerror="alert(1)"/><iframe src="https://elsewhere.example"></iframe><form action="/en/sign-out"><input name="a"/><button>Press</button></form>'
      + '<a href="javascript:alert(1)">Two</a><a href="https://elsewhere.example/">Three</a><svg><image xlink:href="../images/cover.png"/><script>alert(2)</script></svg><math><mi>x</mi></math><object data="a.swf"></object><p>Four&nbsp;five &lt;b&gt;</p>',
    ] }));
    const { html } = await read();
    expect(html).not.toMatch(/script|alert|onclick|onerror|iframe|<form|<input|<button|url\(|position|javascript|passwd|<svg|<object|<style|spy/i);
    expect(html).toContain('<p style="text-align:center">One</p>');
    expect(html).toContain('<a href="https://elsewhere.example/" rel="external noopener noreferrer nofollow">Three</a>');
    expect(html).toMatch(/<img alt="" loading="lazy" src="\/v1\/playback\/[^"]+" \/>/);
    expect(html).toMatch(/Four.five &lt;b&gt;/);
  });

  const fontBytes = Buffer.concat([Buffer.from('OTTO'), Buffer.alloc(2000, 5)]);
  const styled = (parts: readonly string[], files: Record<string, string | Buffer>, head = '', more = '') => anEpub({
    parts, head, files: Object.fromEntries(Object.entries(files).map(([name, text]) => [path.posix.join('OEBPS', name), Buffer.from(text)])),
    opf: `<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:uuid:0199b0c4-7d4e-7c1a-9f1e-0123456789ab</dc:identifier><dc:title>A book</dc:title><dc:language>zh</dc:language></metadata>
    <manifest><item id="cover" href="images/cover.png" media-type="image/png"/><item id="f" href="fonts/song.otf" media-type="application/vnd.ms-opentype"/><item id="e" href="fonts/evil.otf" media-type="font/otf"/>${parts.map((_, index) => `<item id="p${index}" href="text/part${index}.xhtml" media-type="application/xhtml+xml"/>`).join('')}</manifest><spine${more}>${parts.map((_, index) => `<itemref idref="p${index}"/>`).join('')}</spine></package>`,
  });

  it('keeps the styles and fonts that it brings, within itself, and the fonts go by the same gate as its pictures', async () => {
    const { read, entitlementId } = await bought(styled(
      ['<h1 class="title">一</h1><p class="wrap note" style="color:#333;background:url(../images/cover.png);position:fixed">二</p>'],
      {
        'css/main.css': '@import "base.css"; h1 { font-size: 24px; font-family: "My Song", serif } h2{color:red} .note, #top > p:first-child { margin: 1em 0; line-height: 1.8 } body { background: url("../images/cover.png") } @media (min-width: 40em) { p + p { text-indent: 2em } }',
        'css/base.css': '@font-face { font-family: My Song; src: local("Arial"), url(../fonts/song.otf) format("opentype"), url(https://elsewhere.example/a.woff2); font-weight: bold } p { color: #222 }',
        'fonts/song.otf': fontBytes,
      }, '<link rel="stylesheet" href="../css/main.css"/><style>p.note::before { content: "\\201C" }</style>'));
    const { css, html } = await read();
    expect(css).toContain('p:is(.bk, .bk *){color:#222}');
    expect(css.indexOf('p:is(')).toBeLessThan(css.indexOf('.b-bk-h1:is('));
    expect(css).toContain('.b-bk-h1:is(.bk, .bk *){font-size:calc(var(--bk-size) * 1.5);font-family:"bk my song", serif}');
    expect(css).toContain('h2:not(.b-bk-h1):is(.bk, .bk *){color:red}');
    expect(css).toContain('.b-note:is(.bk, .bk *), #b-top > p:first-child:is(.bk, .bk *){margin:1em 0;line-height:1.8}');
    expect(css).toContain('@media (min-width: 40em){p + p:is(.bk, .bk *){text-indent:2em}}');
    expect(css).toContain('p.b-note:is(.bk, .bk *)::before{content:"\\201C"}');
    expect(css).toMatch(/\.bk-body:is\(\.bk, \.bk \*\)\{background:url\("\/v1\/playback\/[\w.-]+"\)\}/);
    expect(html).toMatch(/<p class="b-wrap b-note" style="color:#333;background:url\(&quot;\/v1\/playback\/[\w.-]+&quot;\)">二<\/p>/);
    expect(css + html).not.toMatch(/elsewhere|local\(|position|Arial/);
    const [, font = ''] = /@font-face\{font-family:"bk my song";src:url\("\/v1\/playback\/([\w.-]+)"\);font-weight:bold;font-display:swap\}/.exec(css) ?? [];
    const { headers, body } = await streams.serve.run({ token: font, method: 'GET', headers: {}, client: {} });
    expect([headers['content-type'], body && (await buffer(body)).equals(fontBytes)]).toEqual(['font/otf', true]);
    await delivery.changeAccess.run({ entitlementId, to: 'revoked', actor: newId(), reason: 'asked about' });
    await expect(streams.serve.run({ token: font, method: 'GET', headers: {}, client: {} })).rejects.toThrow('access_suspended');
  });

  it('reaches nothing of the page around it, whatever its styles try', async () => {
    const { read } = await bought(styled(['<p>一</p>'], { 'fonts/evil.otf': '<script>alert(1)</script>', 'evil.css': `
      * { position: fixed; z-index: 9; top: 0 } body { position: absolute; transform: scale(9) } + p { color: red } > * { color: red } .wrap, header, .site-head { display: none }
      p { background: url(https://elsewhere.example/a.png); color: red } p { background-image: image-set("https://elsewhere.example/a") } p { background: url("//elsewhere.example/a") } p{width:expression(alert(1))}
      p { content: "</style><script>alert(1)</script>" } p { color: red /* } body { color: blue } */ } p { font-family: x/**/; color: \\72 ed } p { color: / * ; color: / / } body{}
      @import url(https://elsewhere.example/a.css); @import "//elsewhere.example/b.css"; @import "../../../../etc/passwd"; @namespace x url(https://elsewhere.example); @charset "x"; @layer a { html { display: none } } @supports (color: red) { :host { display: none } }
      @font-face { font-family: system-ui; src: url(https://elsewhere.example/a.woff) } @font-face { font-family: "x\\"}*{display:none}"; src: url(../fonts/evil.otf) } @font-face { font-family: evil; src: url(../fonts/evil.otf) }
      a[href^="https://bank"] { background: url(https://elsewhere.example/seen) } [style], p[onclick], x|y, :has(p), ::backdrop, :host, p:is(.a, :root > b), .a\\:b { color: green } p { color: green; & a { color: blue } } @media screen { @media print { p { color: blue } } * { position: sticky; float: left } } @media x{} p{}`, 'open.css': 'p{color:navy} p { color: /*' }, '<link rel="stylesheet" href="../evil.css"/><link rel="stylesheet" href="../open.css"/>'));
    const { css } = await read();
    expect(css).not.toMatch(/elsewhere|passwd|position|z-index|transform|fixed|sticky|expression|image-set|<|script|import|namespace|charset|layer|supports|host|backdrop|has\(|onclick|\[style|\/\*|system-ui|blue/i);
    const selectors = css.replace(/@font-face\{[^}]*\}/g, '').replace(/@media [^{]*\{((?:[^{}]*\{[^{}]*\})*)\}/g, '$1').split('}').flatMap((rule) => rule.split('{')[0]?.split(/, (?![^(]*\))/) ?? []).filter((selector) => selector !== '');
    expect(selectors.length).toBeGreaterThan(3);
    for (const selector of selectors) expect(selector).toMatch(/:is\(\.bk, \.bk \*\)(::[a-z-]+)?$/);
    expect(css).toContain('.b-wrap:is(.bk, .bk *)');
    const [, evil = ''] = /font-family:"bk evil";src:url\("\/v1\/playback\/([\w.-]+)"\)/.exec(css) ?? [];
    await expect(streams.serve.run({ token: evil, method: 'GET', headers: {}, client: {} })).rejects.toThrow(PlaybackLinkInvalid);
  });

  it('tells how its lines and pages run, and shows fonts that were hidden as books hide them', async () => {
    const key = createHash('sha1').update('urn:uuid:0199b0c4-7d4e-7c1a-9f1e-0123456789ab').digest();
    const hidden = Buffer.from(fontBytes.map((byte, index) => (index < 1040 ? byte ^ (key[index % 20] ?? 0) : byte)));
    const { read } = await bought(styled(['<p>一</p>'], {
      'fonts/song.otf': hidden, '../META-INF/encryption.xml': '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData><enc:EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/><enc:CipherData><enc:CipherReference URI="OEBPS/fonts/song.otf"/></enc:CipherData></enc:EncryptedData></encryption>',
    }, '<style>.vrtl { -epub-writing-mode: vertical-rl } p { writing-mode: horizontal-tb } @font-face { font-family: song; src: url(../fonts/song.otf) }</style>', ' page-progression-direction="rtl"'));
    const part = await read();
    expect(part).toMatchObject({ book: { progression: 'rtl' }, writingMode: 'vertical-rl', rootClasses: ['b-vrtl'], language: 'zh-TW', direction: undefined });
    const [, font = ''] = /src:url\("\/v1\/playback\/([\w.-]+)"\)/.exec(part.css) ?? [];
    const { headers, body } = await streams.serve.run({ token: font, method: 'GET', headers: {}, client: {} });
    expect([headers['content-type'], body && (await buffer(body)).equals(fontBytes)]).toEqual(['font/otf', true]);
  });

  it.each([['brackets', '('.repeat(250_000)], ['nested rules', 'a{'.repeat(100_000)], ['selectors', `${'a('.repeat(100_000)}{color:red}`], ['lists', `${'a,'.repeat(120_000)}b{color:red}`], ['values', `a{color:${'rgb('.repeat(60_000)}}`], ['imports', '@import "a.css";'.repeat(10_000)], ['conditions', `@media ${'(a)'.repeat(80_000)}{a{color:red}}`]])('with endless %s in its styles is shown in good time', async (_, css) => {
    const { read } = await bought(styled(['<p>一</p>'], { 'a.css': css }, `<link rel="stylesheet" href="../a.css"/><style>${css}</style>`));
    const startedAt = performance.now();
    expect((await read()).html).toContain('<p>一</p>');
    expect(performance.now() - startedAt).toBeLessThan(4000);
  });

  it('gives of its files only pictures that its package names', async () => {
    const { entitlementId, assetId } = await bought(anEpub({ parts: ['<p>One</p>'] }));
    for (const path of ['OEBPS/text/part0.xhtml', 'META-INF/container.xml', '../OEBPS/images/cover.png', 'OEBPS/images/none.png']) {
      const link = streams.links.show(entitlementId, assetId, delivery.clock.now(), path);
      await expect(streams.serve.run({ token: link.replace('/v1/playback/', ''), method: 'GET', headers: {}, client: {} })).rejects.toThrow(PlaybackLinkInvalid);
    }
  });

  async function sampleOf(parts: readonly string[], samplePercent: number) {
    const { productId, assetId } = await bought(anEpub({ parts }));
    await streams.addChapter({ productId, number: 1, assetId, samplePercent });
    const [track] = await streams.tracks.samplesOf(productId);
    if (!track) throw new Error('no sample');
    return (part: number) => streams.reading.part({ track, entitlementId: null, part, client: {}, pageOf: (index) => `/page/${index}` });
  }

  it('is everybody’s in its first tenth where its merchant gives that, and not by one paragraph more', async () => {
    const read = await sampleOf(Array.from({ length: 15 }, (_, index) => `<p>Part ${index} <a href="part1.xhtml">second</a> <a href="part5.xhtml">sixth</a></p>`), 10);
    const { html, readableParts, isCut } = await read(0);
    expect([readableParts, isCut, html]).toEqual([1, false, '<p>Part 0 <a>second</a> <a>sixth</a></p>']);
    await expect(read(1)).rejects.toThrow(TrackUnknown);
  });

  it('goes out as a sample within its parts too, up to the end of a paragraph: the only part of a book is all of it', async () => {
    const paragraphs = Array.from({ length: 100 }, (_, index) => `<p>Paragraph ${String(index).padStart(3, '0')} of the book.</p>`);
    const only = await (await sampleOf([`<section class="all"><h1>A title</h1>${paragraphs.join('')}</section>`], 10))(0);
    expect([only.parts, only.readableParts, only.isCut]).toEqual([1, 1, true]);
    expect(only.html.match(/<p>/g)?.length).toBe(9);
    expect(only.html).toMatch(/^<section class="b-all"><h2[^>]*>A title<\/h2><p>Paragraph 000 .*<p>Paragraph 008 of the book\.<\/p><\/section>$/);
    const two = await sampleOf([paragraphs.slice(0, 20).join(''), paragraphs.slice(20).join('')], 50);
    expect([(await two(0)).html.match(/<p>/g)?.length, (await two(0)).isCut, (await two(0)).readableParts]).toEqual([20, false, 2]);
    const { html, isCut } = await two(1);
    expect([html.match(/<p>/g)?.length, isCut]).toEqual([28, true]);
  });

  it.each([['one paragraph', `<p>${'word '.repeat(500)}</p>`], ['pictures', '<p><img src="../images/cover.png"/></p>'.repeat(20)]])('of nothing but %s gives no sample that would be more than its merchant gives', async (_, part) => {
    const { html, isCut, readableParts } = await (await sampleOf([part], 1))(0);
    expect([html, isCut, readableParts]).toEqual(['', true, 1]);
  });

  it('of breaks without end is cut in good time', async () => {
    const read = await sampleOf([`${'<div>'.repeat(40)}${'a<br/>'.repeat(150_000)}${'</div>'.repeat(40)}`], 99);
    const startedAt = performance.now();
    expect((await read(0)).html.match(/<br/g)?.length).toBe(148_500);
    expect(performance.now() - startedAt).toBeLessThan(4000);
  });

  it.each([['opens the same tag without end', '<nav '.repeat(150_000) + '<body '.repeat(150_000)], ['is nested without end', '<div>'.repeat(100_000)], ['hides its depth in attributes', '<b x="/>">'.repeat(75_000)], ['hides its depth behind ends of what never began', '<b></x>'.repeat(100_000)], ['is one long attribute after the other', `<p ${'a="b" '.repeat(100_000)}>`]])('that %s is shown, or refused, in good time', async (_, hostile) => {
    const { read } = await bought(anEpub({ parts: [`${hostile}<p>end</p>`], nav: `<html>${hostile}</html>` }));
    const startedAt = performance.now();
    await read().catch((error: unknown) => expect(error).toBeInstanceOf(BookUnreadable));
    expect(performance.now() - startedAt).toBeLessThan(4000);
  });

  const opf = (inside: string) => `<?xml version="1.0"?>${inside}<package xmlns="http://www.idpf.org/2007/opf"><metadata/><manifest><item id="a" href="text/part0.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>`;
  const lolEntities = '<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">]>';
  it.each<[string, () => Buffer]>([
    ['is no archive', () => Buffer.from('this is no book')],
    ['is cut off', () => anEpub({ parts: ['<p>One</p>'] }).subarray(0, 400)],
    ['has no package', () => Buffer.from(zipSync({ 'META-INF/container.xml': Buffer.from('<container/>') }))],
    ['names parts outside of itself', () => anEpub({ parts: ['<p>One</p>'], opf: opf('').replace('text/part0.xhtml', '../../../../etc/passwd') })],
    ['has a file whose name leads out of it', () => anEpub({ parts: ['<p>One</p>'], files: { '../../evil.txt': Buffer.from('x') } })],
    ['has entities that expand', () => anEpub({ parts: ['<p>One</p>'], opf: opf(lolEntities) })],
    ['is a bomb', () => anEpub({ parts: ['<p>One</p>'], files: { 'OEBPS/bomb.txt': [Buffer.alloc(16 * 1024 * 1024), { level: 9 }] } })],
    ['has a part that is huge', () => anEpub({ parts: [`<p>${Array.from({ length: 40_000 }, (_, index) => `word ${index * 7919} and another ${index} of many more words here`).join(' ')}</p>`.repeat(2)] })],
    ['has a package that is nested without end', () => anEpub({ parts: ['<p>One</p>'], opf: '<package>'.repeat(200_000) })],
    ['has no parts', () => anEpub({ parts: [] })],
  ])('that %s is refused, and that is written down', async (_, make) => {
    const { read, entitlementId } = await bought(make());
    await expect(read()).rejects.toThrow(BookUnreadable);
    await delivery.refused.onApplicationShutdown();
    expect(await db.dataSource.query('SELECT subject FROM delivery.accesses WHERE entitlement_id = $1 AND what = $2', [entitlementId, 'refused'])).toEqual([{ subject: 'delivery.book_unreadable' }]);
  });
});
