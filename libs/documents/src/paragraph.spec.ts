import fc from 'fast-check';
import { breakOpportunities } from './break-opportunities.js';
import { linesOf, type TextStyle } from './paragraph.js';

const style: TextStyle = { sizePoints: 10, weight: 'regular', color: '#000000' };
const drawn = (text: string, base: 'ltr' | 'rtl' | 'auto' = 'auto') => linesOf(text, style, 1000, 'en', base)[0]?.runs.map((run) => run.text) ?? [];
const pieces = (text: string, language = 'en') => breakOpportunities(text, language).map((end, index, ends) => text.slice(ends[index - 1] ?? 0, end));

describe('a line', () => {
  it('has numbers and Latin names within Arabic run left to right, in their places', () => {
    expect(drawn('رقم SP-12 في 2026').map((run) => run.trim()).filter(Boolean)).toEqual(['2026', 'في', 'SP-12', 'رقم']);
  });

  it('turns brackets round where they run right to left', () => {
    expect(drawn('(أبو خالد)')).toEqual(['(', 'أبو خالد', ')']);
    expect(drawn('أبو [')).toEqual([']', 'أبو ']);
  });

  it('leaves a phone number and an amount as they are written', () => {
    expect(drawn('+971 4 123 4567')).toEqual(['+971 4 123 4567']);
    expect(drawn('1,050.00 AED')).toEqual(['1,050.00 AED']);
  });

  it('sets quotation marks full in Chinese, and not in English', () => {
    expect(linesOf('“数”', style, 1000, 'zh-CN', 'auto')[0]?.runs.map(({ family }) => family)).toEqual(['han']);
    expect(linesOf('“a”', style, 1000, 'en', 'auto')[0]?.runs.map(({ family }) => family)).toEqual(['latin']);
  });
});

describe('a break', () => {
  it('comes after spaces, and never inside of a number, an order number or an amount', () => {
    expect(pieces('Order SP-7K3MQ-92XTV of €1,168.13 paid')).toEqual(['Order ', 'SP-7K3MQ-92XTV ', 'of ', '€1,168.13 ', 'paid']);
  });

  it('does not divide a number that has room on a line, however long the word that it is in', () => {
    for (const text of ['CN¥123,456,789,012.00', '-123\u202f456\u202f789\u202f012,00\u00a0₽', 'SUM=123.456.789.012,00']) {
      const lines = linesOf(text, style, 100, 'en', 'auto').map((line) => line.text);
      expect(lines.filter((line) => line.replaceAll(/\D/g, '') === text.replaceAll(/\D/g, ''))).toHaveLength(1);
    }
  });

  it('comes between words of Thai and Chinese, which have no spaces, and not before a closing mark', () => {
    expect(pieces('กรุงเทพมหานครสวัสดี', 'en').length).toBeGreaterThan(1);
    expect(pieces('龙泉青瓷（釉料），配方。', 'zh-CN').every((piece) => !/^[），。]/.test(piece) && !/（$/.test(piece))).toBe(true);
  });

  it('loses no character and makes no line too wide, whatever the text', () => {
    const word = fc.constantFrom('龙泉', 'กรุงเทพ', 'invoice', 'счёт', 'فاتورة', '(12)', 'SP-1', ' ', ', ', '。', 'Donaudampfschifffahrtsgesellschaft');
    fc.assert(fc.property(fc.array(word, { maxLength: 30 }), fc.integer({ min: 40, max: 300 }), (words, width) => {
      const text = words.join('').trim();
      const lines = linesOf(text, style, width, 'en', 'auto');
      expect(lines.map((line) => line.text).join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      for (const line of lines) expect(line.widthPoints).toBeLessThanOrEqual(width);
    }), { numRuns: 60 });
  });
});
