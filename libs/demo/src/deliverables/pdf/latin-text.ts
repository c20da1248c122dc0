/** Advance widths of the characters 32..126 in thousandths of the size, from the metrics of the standard PDF fonts. */
const REGULAR = [278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
  1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
  333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584];
const BOLD = [278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611,
  975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556,
  333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584];

const TYPOGRAPHIC: Readonly<Record<string, string>> = {
  '\u2018': "'", '\u2019': "'", '\u201c': '"', '\u201d': '"', '\u2013': '-', '\u2014': '-', '\u2026': '...', '\u2022': '-', '\u00a0': ' ', '\u00d7': 'x', '\u2212': '-',
};

/** The text in the repertoire of the standard fonts: Latin-1 stays, typographic signs become plain, what has no glyph goes. */
export function latinText(text: string): string {
  const plain = text.replace(/[\u2010-\u2026\u00a0\u00d7\u2212]/g, (sign) => TYPOGRAPHIC[sign] ?? sign);
  return plain.normalize('NFC').replace(/[^\x20-\x7e\u00a1-\u00ff]/g, (sign) => sign.normalize('NFKD').replace(/[^\x20-\x7e]/g, ''));
}

/** Width in points of a text set in Helvetica. */
export function latinWidth(text: string, size: number, bold = false): number {
  const widths = bold ? BOLD : REGULAR;
  let sum = 0;
  for (let index = 0; index < text.length; index += 1) sum += widths[text.charCodeAt(index) - 32] ?? 556;
  return (sum * size) / 1000;
}

/** Lines that fit the width; a single word wider than the line is cut. */
export function wrapLatin(text: string, width: number, size: number, bold = false): string[] {
  const lines: string[] = [];
  let line = '';
  for (let word of latinText(text).split(/\s+/)) {
    const candidate = line === '' ? word : `${line} ${word}`;
    if (latinWidth(candidate, size, bold) <= width) {
      line = candidate;
      continue;
    }
    if (line !== '') lines.push(line);
    while (latinWidth(word, size, bold) > width && word.length > 1) {
      let cut = word.length - 1;
      while (cut > 1 && latinWidth(word.slice(0, cut), size, bold) > width) cut -= 1;
      lines.push(word.slice(0, cut));
      word = word.slice(cut);
    }
    line = word;
  }
  if (line !== '') lines.push(line);
  return lines;
}
