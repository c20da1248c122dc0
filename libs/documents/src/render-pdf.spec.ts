import { inflateSync } from 'node:zlib';
import { extractText, getDocumentProxy } from 'unpdf';
import type { Locale } from '@silkport/values';
import { chooseFamily, isUnseen } from './choose-family.js';
import type { DocumentBlock, PdfDocument } from './pdf-document.js';
import { renderPdf } from './render-pdf.js';

const aDocument = (locale: Locale, blocks: readonly DocumentBlock[], given: Partial<PdfDocument> = {}): PdfDocument => ({
  locale, title: 'A title', footer: 'SP-2026-000123', createdAt: new Date('2026-11-23T00:00:00Z'), blocks, ...given,
});

async function pagesOf(pdf: Buffer): Promise<string[]> {
  return (await extractText(await getDocumentProxy(new Uint8Array(pdf)))).text;
}

/** What the content says for readers: the logical text of each line that runs right to left. */
function actualTexts(pdf: Buffer): string[] {
  const streams = [...pdf.toString('latin1').matchAll(/stream\n([\s\S]*?)\nendstream/g)].flatMap(([, bytes = '']) => {
    try {
      return [inflateSync(Buffer.from(bytes, 'latin1')).toString('latin1')];
    } catch {
      return [];
    }
  });
  return streams.flatMap((content) => [...content.matchAll(/\/ActualText \(((?:[^\\)]|\\[\s\S])*)\)/g)].map(([, literal = '']) => {
    const bytes = literal.replaceAll(/\\([nrtbf()\\])/g, (_, letter: string) => ({ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' })[letter] ?? letter);
    return bytes.startsWith('\u00fe\u00ff') ? Buffer.from(bytes.slice(2), 'latin1').swap16().toString('utf16le') : bytes;
  }));
}

const samples = {
  latin: 'Größe, Čeština, Tiếng Việt', greek: 'Ελληνικά', cyrillic: 'Ремесло Қазақ', chinese: '龙泉青瓷釉料配方', traditional: '景德鎮陶瓷', kana: 'やきもの', thai: 'กรุงเทพมหานคร', devanagari: 'नमस्ते',
  amounts: '€1,234.50 £5 ¥700 ₸9 ₹1 ₩3 ₫2 ₺8 ₴6 ₽7',
};

describe('a document', () => {
  it('bears every script that we sell in, and can be read out again', async () => {
    const pdf = await renderPdf(aDocument('en', Object.values(samples).map((text) => ({ kind: 'text', text }))));
    const text = (await pagesOf(pdf)).join('\n').normalize('NFC');
    for (const sample of Object.values(samples).filter((each) => each !== samples.devanagari)) expect(text).toContain(sample);
  });

  it.each(Object.entries({ ...samples, arabic: 'فاتورة ضريبية: ١٢٣، «پچگ» ئۇيغۇر', fullWidth: '（），。：；“”——…', punctuation: '– — … “ ” · • → − № % & @ # ‰ ²' }))('has a glyph for each character of %s', (_, text) => {
    const without = Array.from(text).filter((character) => !isUnseen(character) && chooseFamily(character, undefined, false) === undefined);
    expect(without).toEqual([]);
  });

  it('stands a replacement in for a script that no font has', async () => {
    expect(chooseFamily('አ', undefined, false)).toBeUndefined();
    expect((await pagesOf(await renderPdf(aDocument('en', [{ kind: 'text', text: 'A አ B' }])))).join('')).toContain('A \ufffd B');
  });

  it('is the same bytes each time, small, in its language and with its title', async () => {
    const document = aDocument('ru', [{ kind: 'title', text: 'Счёт' }, { kind: 'text', text: samples.cyrillic }], { title: 'Счёт SP-2026-000123' });
    const pdf = await renderPdf(document);
    expect(pdf.equals(await renderPdf(document))).toBe(true);
    expect(pdf.length).toBeLessThan(20_000);
    expect(pdf.toString('latin1')).toContain('/Lang (ru)');
    expect(pdf.toString('latin1')).toContain('/StructTreeRoot');
    expect(await (await getDocumentProxy(new Uint8Array(pdf))).getMetadata()).toMatchObject({ info: { Title: 'Счёт SP-2026-000123', Language: 'ru' } });
  });

  it('does not hang on the documents before it: a space is told as a space after one with a no-break space', async () => {
    const document = aDocument('en', [{ kind: 'text', text: 'one two' }]);
    const first = await renderPdf(document);
    await renderPdf(aDocument('en', [{ kind: 'text', text: '1\u00a0234\u00a0₽' }]));
    expect(first.equals(await renderPdf(document))).toBe(true);
  });

  it('embeds of the Chinese fonts no more than it uses', async () => {
    expect((await renderPdf(aDocument('zh-CN', [{ kind: 'title', text: '发票' }, { kind: 'text', text: samples.chinese }]))).length).toBeLessThan(150_000);
  });
});

describe('a table over several pages', () => {
  const table: DocumentBlock = {
    kind: 'table', columns: [{ title: 'Item', align: 'start', widthShare: 3 }, { title: 'Amount', align: 'end', widthShare: 1 }], rows: Array.from({ length: 90 }, (_, index) => [`Row ${index + 1}.`, `${index}.00`]),
    totals: [{ label: 'Sum', value: '4005.00' }],
  };

  it('has its titles and the page’s number on each, every row once, and the sum on the last', async () => {
    const pages = await pagesOf(await renderPdf(aDocument('en', [table])));
    expect(pages.length).toBeGreaterThan(2);
    pages.forEach((page, index) => {
      expect(page).toMatch(/Item\s+Amount/);
      expect(page).toContain(`${index + 1} / ${pages.length}`);
      expect(page).toContain('SP-2026-000123');
    });
    expect([...pages.join('\n').matchAll(/Row (\d+)\./g)].map(([, row]) => Number(row))).toEqual(Array.from({ length: 90 }, (_, index) => index + 1));
    expect(pages.filter((page) => page.includes('4005.00'))).toEqual([pages.at(-1)]);
  });

  it('cuts a row that is taller than a page, and loses none of its words', async () => {
    const words = Array.from({ length: 1500 }, (_, index) => `word${index}`);
    const text = (await pagesOf(await renderPdf(aDocument('en', [{ ...table, rows: [[words.join(' '), '1']] } as DocumentBlock])))).join(' ');
    expect(words.filter((word) => !new RegExp(`\\b${word}\\b`).test(text))).toEqual([]);
  });
});

describe('amounts in narrow columns', () => {
  const amounts = (locale: Locale) => [123_456_789_012.34, -987_654_321_098.7, 5].map((amount) => new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(amount));
  const narrow = (locale: Locale, columns: number): DocumentBlock => ({
    kind: 'table', columns: [{ title: 'Item', align: 'start', widthShare: 30 }, ...Array.from({ length: columns }, () => ({ title: 'Amount', align: 'end', widthShare: 8 } as const))],
    rows: amounts(locale).map((amount) => ['A piece of porcelain', ...Array.from({ length: columns }, () => amount)]),
    totals: [{ label: 'Sum', value: new Intl.NumberFormat(locale, { style: 'currency', currency: 'CNY' }).format(123_456_789_012.34) }],
  });
  const drawnIn = async (pdf: Buffer) => {
    const page = await (await getDocumentProxy(new Uint8Array(pdf))).getPage(1);
    return ((await page.getTextContent()).items as { str: string; width: number; height: number; transform: number[] }[]).filter(({ str }) => str.trim());
  };

  it.each([['en', 1], ['ar', 1], ['en', 7], ['ar', 7], ['ru', 6]] as const)('stand whole, within the page, and beside each other, in %s in %i columns', async (locale, columns) => {
    const drawn = await drawnIn(await renderPdf(aDocument(locale, [narrow(locale, columns)])));
    const digits = drawn.map(({ str }) => str.replaceAll(/\P{Nd}/gu, ''));
    expect(digits.filter((text) => text === '12345678901234')).toHaveLength(columns + 1);
    expect(digits.filter((text) => text === '98765432109870')).toHaveLength(columns);
    const rows = Map.groupBy(drawn, ({ transform }) => Math.round(transform[5] ?? 0));
    for (const row of rows.values()) {
      const places = row.map(({ width, transform }) => ({ from: transform[4] ?? 0, to: (transform[4] ?? 0) + width })).toSorted((left, right) => left.from - right.from);
      places.forEach(({ from, to }, index) => {
        expect(to).toBeLessThanOrEqual(places[index + 1]?.from ?? 545.3);
        expect(from).toBeGreaterThanOrEqual(49.9);
      });
    }
  });

  it('are not set smaller where a column beside them has room to spare', async () => {
    const heightOf = async (columns: number) => (await drawnIn(await renderPdf(aDocument('en', [narrow('en', columns)])))).find(({ str }) => str.startsWith('123,'))?.height;
    expect(await heightOf(3)).toBeCloseTo(9);
    expect(await heightOf(7)).toBeLessThan(9);
    expect(await heightOf(7)).toBeGreaterThanOrEqual(5);
  });
});

describe('Arabic', () => {
  const sentence = 'تم الدفع بالبطاقة في 23 نوفمبر 2026 (الطلب SP-7K3MQ-92XTV) بمبلغ 1,168.13 EUR.';

  it('keeps its logical text for whoever reads or copies it', async () => {
    expect(actualTexts(await renderPdf(aDocument('ar', [{ kind: 'text', text: sentence }])))).toContain(sentence);
  });

  it('is read out in order, numbers and names too', async () => {
    const text = (await pagesOf(await renderPdf(aDocument('ar', [{ kind: 'text', text: 'دفع في 23 نوفمبر 2026 مبلغ 1,168.13 EUR بطلب SP-7K3MQ-92XTV شكرا' }])))).join(' ');
    for (const word of ['نوفمبر', '1,168.13', 'SP-7K3MQ-92XTV', 'شكرا', '2026']) expect(text).toContain(word);
  });

  it('stands at the right, its columns from right to left; English at the left', async () => {
    const block: DocumentBlock = { kind: 'table', columns: [{ title: 'AAA', align: 'start', widthShare: 1 }, { title: 'ZZZ', align: 'end', widthShare: 1 }], rows: [['1', '2']] };
    const placesIn = async (locale: Locale) => {
      const page = await (await getDocumentProxy(new Uint8Array(await renderPdf(aDocument(locale, [block]))))).getPage(1);
      const items = (await page.getTextContent()).items as { str: string; transform: number[] }[];
      const x = (text: string) => items.find(({ str }) => str === text)?.transform[4] ?? Number.NaN;
      return { first: x('AAA'), last: x('ZZZ') };
    };
    const [english, arabic] = [await placesIn('en'), await placesIn('ar')];
    expect(english.first).toBeLessThan(english.last);
    expect(arabic.first).toBeGreaterThan(arabic.last);
    expect(english.first).toBeLessThan(100);
    expect(arabic.first).toBeGreaterThan(480);
  });
});
