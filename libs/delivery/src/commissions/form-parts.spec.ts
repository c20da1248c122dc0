import fc from 'fast-check';
import { FormNotUnderstood } from './commission.errors.js';
import { boundaryOf, formParts } from './form-parts.js';
import { contentTypeFor, safeFileName } from './safe-file-name.js';

interface Sent { readonly name: string; readonly fileName?: string; readonly bytes: Buffer }

const bodyOf = (boundary: string, parts: readonly Sent[], end = '--\r\n') => Buffer.concat([
  ...parts.flatMap(({ name, fileName, bytes }) => [
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"${fileName === undefined ? '' : `; filename="${fileName}"\r\nContent-Type: text/plain`}\r\n\r\n`), bytes, Buffer.from('\r\n'),
  ]),
  Buffer.from(`--${boundary}${end}`),
]);

async function* inPieces(body: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  for (let from = 0, at = 0; from < body.length; at += 1) {
    const size = sizes[at % sizes.length] ?? 1;
    yield body.subarray(from, from + size);
    from += size;
  }
}

async function read(source: AsyncIterable<Buffer>, boundary: string): Promise<Sent[]> {
  const found: Sent[] = [];
  for await (const { name, fileName, bytes } of formParts(source, boundary)) {
    const pieces: Buffer[] = [];
    for await (const piece of bytes) pieces.push(Buffer.from(piece));
    found.push({ name, ...(fileName === undefined ? {} : { fileName }), bytes: Buffer.concat(pieces) });
  }
  return found;
}

describe('a form with files', () => {
  it('is read as it was sent, in whatever pieces it comes and whatever the files look like', async () => {
    const almost = fc.constantFrom('\r', '\n', '\r\n', '\r\n--', '--', '\r\n--bound', '\r\n--boundar', 'bound', '\0', 'x').map((text) => Buffer.from(text));
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 200 }).map((each) => Buffer.from(each)), fc.array(almost, { maxLength: 30 }).map((each) => Buffer.concat(each)));
    const part = fc.record({ name: fc.constantFrom('words', 'files', 'имя'), fileName: fc.option(fc.constantFrom('草图.png', '', 'a b.txt'), { nil: undefined }), bytes });
    await fc.assert(fc.asyncProperty(fc.array(part, { maxLength: 5 }), fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 }), async (parts, sizes) => {
      const sent = parts.map(({ name, fileName, bytes: each }) => ({ name, ...(fileName === undefined ? {} : { fileName }), bytes: each }));
      expect(await read(inPieces(bodyOf('boundary', sent), sizes), 'boundary')).toEqual(sent);
    }), { numRuns: 150 });
  });

  it('is refused wherever it is cut off, and never hangs or gives half a file for a whole one', async () => {
    const body = bodyOf('boundary', [{ name: 'files', fileName: 'a.txt', bytes: Buffer.from('all of it') }]);
    const end = body.indexOf('--boundary--') + '--boundary--'.length;
    for (let length = 0; length < end; length += 1) await expect(read(inPieces(body.subarray(0, length), [7]), 'boundary')).rejects.toBeInstanceOf(FormNotUnderstood);
    await expect(read(inPieces(body.subarray(0, end), [7]), 'boundary')).resolves.toHaveLength(1);
  });

  it('is refused where a part has no name or an endless head, or there are parts without end', async () => {
    const nameless = Buffer.from('--b\r\nContent-Type: text/plain\r\n\r\nx\r\n--b--\r\n');
    const endless = Buffer.concat([Buffer.from('--b\r\nContent-Disposition: form-data; name="x'), Buffer.alloc(40_000, 'x'), Buffer.from('"\r\n\r\nx\r\n--b--\r\n')]);
    const many = bodyOf('b', Array.from({ length: 300 }, () => ({ name: 'x', bytes: Buffer.from('x') })));
    for (const body of [nameless, endless, many]) await expect(read(inPieces(body, [4096]), 'b')).rejects.toBeInstanceOf(FormNotUnderstood);
  });

  it('passes over what nobody reads, and lets go of its source when the reader has enough', async () => {
    const body = bodyOf('b', [{ name: 'files', fileName: 'long', bytes: Buffer.alloc(100_000, 'y') }, { name: 'words', bytes: Buffer.from('hello') }]);
    const names: string[] = [];
    for await (const { name } of formParts(inPieces(body, [1000]), 'b')) names.push(name);
    expect(names).toEqual(['files', 'words']);
    let isLeft = false;
    const source = (async function* () { try { yield* inPieces(body, [1000]); } finally { isLeft = true; } })();
    for await (const { bytes } of formParts(source, 'b')) { await bytes.next(); break; }
    expect(isLeft).toBe(true);
  });

  it.each([
    ['multipart/form-data; boundary=----WebKitFormBoundary7', '----WebKitFormBoundary7'], ['multipart/form-data; charset=utf-8; boundary="a b"', 'a b'], ['Multipart/Form-Data;boundary=x', 'x'],
    ['multipart/mixed; boundary=x', undefined], ['application/json', undefined], [undefined, undefined], ['multipart/form-data', undefined],
  ])('is known by %s', (type, boundary) => {
    expect(boundaryOf(type)).toBe(boundary);
  });
});

describe('the name of a file that a buyer sends', () => {
  it.each([
    ['../../etc/passwd', 'passwd'], ['C:\\Users\\Aigerim\\эскиз.png', 'эскиз.png'], ['annexe\u202Egpj.exe', 'annexegpj.exe'], ['a\0b\r\n.txt', 'ab.txt'], ['..', 'file'], ['', 'file'], ['   ', 'file'], ['...', 'file'],
    ['con<>:"|?*.txt', 'con.txt'], ['name. . ', 'name'], ['草图.pdf', '草图.pdf'], ['\ud800.txt', '\ufffd.txt'], ['.profile', '.profile'],
  ])('is made safe: %j becomes %j', (told, safe) => {
    expect(safeFileName(told)).toBe(safe);
  });

  it('fits into a file system and keeps its ending', () => {
    const name = safeFileName(`${'図'.repeat(300)}.psd`);
    expect([Buffer.byteLength(name) <= 200, name.endsWith('図.psd')]).toEqual([true, true]);
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (told) => {
      const safe = safeFileName(told);
      expect(safe).not.toMatch(/[/\\\p{Cc}\u202A-\u202E]|^\.{0,2}$/u);
      expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(200);
      expect(safeFileName(safe)).toBe(safe);
    }), { numRuns: 300 });
  });

  it('decides what it is, where its sender says something else or nothing', () => {
    expect([contentTypeFor('a.pdf', 'application/pdf'), contentTypeFor('a.pdf', 'text/html'), contentTypeFor('a.html', 'text/html'), contentTypeFor('a.blend', ''), contentTypeFor('a.blend', 'application/x-blender'), contentTypeFor('a.txt', 'x\r\ny')])
      .toEqual(['application/pdf', 'application/pdf', 'application/xml', 'application/octet-stream', 'application/x-blender', 'text/plain']);
  });
});
