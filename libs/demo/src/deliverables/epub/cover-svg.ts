import { accentColours, hexFromRgb } from '../accent-colours.js';
import type { DeliverableSubject } from '../deliverable.js';
import { escapeXml } from '../escape-xml.js';
import { SeededRandom } from '../seeded-random.js';

function wrapWords(text: string, longest: number): string[] {
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const last = lines[lines.length - 1] as string;
    if (last !== '' && last.length + word.length + 1 > longest) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}

/** A book cover 600 x 800: layered hills, a sun, both titles and the publisher. */
export function coverSvg(subject: DeliverableSubject): string {
  const random = new SeededRandom(`${subject.productId}/book-cover`);
  const [deep, strong, bright, pale, warm] = accentColours(subject.productId).map(hexFromRgb) as [string, string, string, string, string];
  const hills = [bright, strong, deep].map((colour, layer) => {
    const phase = random.between(0, 6);
    const points = Array.from({ length: 25 }, (_, step) => `${step * 25},${Math.round(470 + layer * 95 + Math.sin(phase + step / (2.5 + layer)) * 42 + random.between(-8, 8))}`);
    return `<polygon fill="${colour}" points="0,800 ${points.join(' ')} 600,800"/>`;
  });
  const title = wrapWords(subject.nameEn, 20).slice(0, 4).map((line, index) => `<text x="52" y="${118 + index * 50}" font-size="42" font-weight="bold" fill="${deep}">${escapeXml(line)}</text>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 800" width="600" height="800" font-family="Georgia, 'Songti SC', 'Noto Serif CJK SC', serif">
<title>${escapeXml(`${subject.nameEn} / ${subject.nameZh}`)}</title>
<rect width="600" height="800" fill="${pale}"/>
<circle cx="${random.whole(360, 480)}" cy="${random.whole(360, 420)}" r="${random.whole(58, 84)}" fill="${warm}"/>
${hills.join('\n')}
${title.join('\n')}
<text x="52" y="${130 + title.length * 50}" font-size="26" fill="${strong}">${escapeXml(subject.nameZh)}</text>
<text x="52" y="748" font-size="20" fill="${pale}">${escapeXml(subject.merchantEn)}</text>
</svg>
`;
}
