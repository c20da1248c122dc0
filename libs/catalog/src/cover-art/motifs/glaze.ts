import { backdrop } from '../backdrop.js';
import { box, oval, shape, stroke, times } from '../pen.js';
import type { SeededRandom } from '../seeded-random.js';
import type { Motif } from '../sheet.js';

const OUTLINES = {
  vase: 'M172 36h56q4 0 3 5c-5 26 3 40 26 58 34 28 34 84 2 128-8 11-14 19-16 32q-1 5-6 5h-74q-5 0-6-5c-2-13-8-21-16-32-32-44-32-100 2-128 23-18 31-32 26-58q-1-5 3-5z',
  jar: 'M160 58h80q5 0 4 6l-3 16c46 16 66 56 56 100-8 36-30 60-50 76q-5 4-10 4h-74q-5 0-10-4c-20-16-42-40-50-76-10-44 10-84 56-100l-3-16q-1-6 4-6z',
  pot: 'M116 150c0-46 38-72 84-72s84 26 84 72l34-24q8-5 12 2 3 5-2 11l-44 52c-12 32-44 51-84 51-52 0-84-40-84-92z',
  bowl: 'M84 112h232q5 0 5 6c-4 62-36 104-78 116v14q0 6-6 6h-74q-6 0-6-6v-14C115 222 83 180 79 118q0-6 5-6z',
} as const;

function cracks(random: SeededRandom): string {
  const place = (column: number, row: number): [number, number] => [70 + column * 26 + random.between(-9, 9), 34 + row * 24 + random.between(-8, 8)];
  const grid = times(11, (row) => times(11, (column) => place(column, row)));
  return grid.flatMap((line, row) => line.map(([x, y], column) => {
    const right = line[column + 1];
    const below = (row + column) % 2 ? grid[row + 1]?.[column] : undefined;
    const far = right ? `M${x.toFixed(0)} ${y.toFixed(0)}L${right[0].toFixed(0)} ${right[1].toFixed(0)}` : '';
    return below ? `${far}M${x.toFixed(0)} ${y.toFixed(0)}L${below[0].toFixed(0)} ${below[1].toFixed(0)}` : far;
  })).join('');
}

/** A vessel whose glaze has crackled; the leaf decides between pot, bowl, jar and vase. */
export const glaze: Motif = (sheet) => {
  const { inks, random, leaf, key } = sheet;
  const kind = leaf === 'g.ceramics.tea' ? random.pick<keyof typeof OUTLINES>(['pot', 'bowl']) : random.pick<keyof typeof OUTLINES>(['vase', 'jar']);
  const d = OUTLINES[kind];
  const band = kind === 'vase' ? 150 : random.pick([150, 168]);
  return (
    backdrop(sheet) +
    `<clipPath id="${key}v"><path d="${d}"/></clipPath>` +
    oval(200, kind === 'pot' ? 246 : 262, 92, 7, inks.shade, ' opacity=".3"') +
    (kind === 'pot' ? stroke('M120 122c-44-12-62 8-54 36 6 20 28 34 62 40', inks.form, 13) + shape('M170 80q30-18 60 0zM192 66a9 9 0 1 1 16 0z', inks.accent) : '') +
    shape(d, inks.form) +
    `<g clip-path="url(#${key}v)">${box(60, band, 280, 30, inks.accent)}${shape('M206 20h200v280H214c44-70 34-190-8-280z', inks.shade, ' opacity=".35"')}${stroke(cracks(random), inks.onForm, 1, ' opacity=".75"')}</g>`
  );
};
