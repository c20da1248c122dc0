import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { extractText, getDocumentProxy } from 'unpdf';
import { canBeStamped, largestStamped, stampFile } from './stamp-file.js';

const text = 'SP-7K2M9Q';

async function aPdf(pages: number): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.setTitle('青花 patterns');
  for (let page = 0; page < pages; page += 1) document.addPage([300, 400]).drawText(`page ${page + 1}`, { x: 40, y: 200, size: 12 });
  return document.save();
}

function anEpub(): Uint8Array {
  const opf = '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>瓷</dc:title></metadata>'
    + '<manifest><item id="c1" href="c1.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="c1"/></spine></package>';
  return zipSync({
    mimetype: [strToU8('application/epub+zip'), { level: 0 }],
    'META-INF/container.xml': strToU8('<container><rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'),
    'OEBPS/book.opf': strToU8(opf), 'OEBPS/c1.xhtml': strToU8('<html><body>第一章</body></html>'),
  });
}

describe('a stamped file', () => {
  it('of PDF says it on every page, and keeps the rest', async () => {
    const stamped = await stampFile(await aPdf(3), 'application/pdf', text);
    const { text: pages } = await extractText(await getDocumentProxy(stamped.slice()), { mergePages: false });
    expect(pages.map((page) => page.replaceAll(/\s+/g, ' ').trim())).toEqual([1, 2, 3].map((page) => `page ${page} ${text}`));
    expect((await PDFDocument.load(stamped)).getTitle()).toBe('青花 patterns');
  });

  it('of EPUB has a last page with it, and begins as the format wants', async () => {
    const stamped = await stampFile(anEpub(), 'application/epub+zip', text);
    expect(strFromU8(stamped.slice(30, 58))).toBe('mimetypeapplication/epub+zip');
    const files = unzipSync(stamped);
    expect(strFromU8(files['OEBPS/silkport-order.xhtml'] ?? new Uint8Array())).toContain(`<p dir="ltr">${text}</p>`);
    const opf = strFromU8(files['OEBPS/book.opf'] ?? new Uint8Array());
    expect(opf).toContain(`>${text}</dc:rights></metadata>`);
    expect(opf).toContain('<itemref idref="c1"/><itemref idref="silkport-order"/></spine>');
    expect(strFromU8(files['OEBPS/c1.xhtml'] ?? new Uint8Array())).toContain('第一章');
  });

  it.each(['png', 'jpeg', 'webp', 'tiff'] as const)('of %s shows it in its corner only, and keeps size and format', async (format) => {
    const original = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#336699' } }).toFormat(format).toBuffer();
    const stamped = await stampFile(original, `image/${format}`, text);
    const [meta, before, after] = await Promise.all([
      sharp(stamped).metadata(), sharp(original).removeAlpha().raw().toBuffer(), sharp(stamped).removeAlpha().raw().toBuffer(),
    ]);
    expect([meta.width, meta.height, meta.format]).toEqual([640, 480, format]);
    const changed = (row: number) => before.subarray(row * 640 * 3, (row + 1) * 640 * 3).some((value, index) => Math.abs(value - (after[row * 640 * 3 + index] ?? 0)) > 24);
    expect(changed(100)).toBe(false);
    expect(Array.from({ length: 20 }, (_, index) => 455 + index).filter(changed).length).toBeGreaterThan(5);
    if (format !== 'tiff') expect(meta.exif?.includes(text)).toBe(true);
  });

  it('is not made where it would take something away: pages, frames, depth, inks', async () => {
    const picture = (space: 'srgb' | 'cmyk' | 'rgb16') => sharp({ create: { width: 64, height: 64, channels: 3, background: '#336699' } }).toColourspace(space);
    const frames = Buffer.concat(Array.from({ length: 3 }, (_, frame) => Buffer.alloc(64 * 64 * 3, 80 * frame)));
    const animated = await sharp(frames, { raw: { width: 64, height: 64 * 3, channels: 3, pageHeight: 64 } }).webp({ loop: 0, delay: [50, 50, 50] }).toBuffer();
    await expect(stampFile(animated, 'image/webp', text)).rejects.toThrow('3 pages or frames');
    await expect(stampFile(await picture('cmyk').jpeg().toBuffer(), 'image/jpeg', text)).rejects.toThrow('inks');
    await expect(stampFile(await picture('rgb16').png().toBuffer(), 'image/png', text)).rejects.toThrow('depth');
  });

  it('of JPEG keeps its colours as fine as they were', async () => {
    const original = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#336699', noise: { type: 'gaussian', mean: 128, sigma: 40 } } }).jpeg({ quality: 98, chromaSubsampling: '4:4:4' }).toBuffer();
    const stamped = await stampFile(original, 'image/jpeg', text);
    expect((await sharp(stamped).metadata()).chromaSubsampling).toBe('4:4:4');
    expect(stamped.length).toBeGreaterThan(original.length * 0.6);
  });

  it('is refused of what is not what it says, of a bomb, and of a text that could be code', async () => {
    await expect(stampFile(Buffer.from('no pdf'), 'application/pdf', text)).rejects.toThrow();
    await expect(stampFile(zipSync({ 'a.txt': strToU8('x') }), 'application/epub+zip', text)).rejects.toThrow('no EPUB');
    await expect(stampFile(zipSync({ 'zeros': new Uint8Array(97 * 1024 * 1024) }, { level: 1 }), 'application/epub+zip', text)).rejects.toThrow('unpacks to too much');
    await expect(stampFile(anEpub(), 'application/epub+zip', '<script>')).rejects.toThrow();
    expect(canBeStamped({ contentType: 'application/zip', sizeBytes: 10 })).toBe(false);
    expect(canBeStamped({ contentType: 'application/pdf', sizeBytes: largestStamped + 1 })).toBe(false);
  });
});
