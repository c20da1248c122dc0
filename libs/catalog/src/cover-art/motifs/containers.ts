import { box, disc, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** Containers stacked on a quay. */
export const containers: Motif = ({ inks, random }) => {
  const fills = [inks.form, inks.accent, inks.shade, inks.form] as const;
  const one = (x: number, y: number): string =>
    box(x, y, 92, 44, random.pick(fills), 2) + stroke(times(8, (i) => `M${x + 11 + i * 10} ${y + 8}v28`).join(''), inks.onForm, 1.4, ' opacity=".6"');
  const heights = random.pick<readonly number[]>([[3, 4, 2], [2, 4, 3], [4, 2, 3], [3, 2, 4]]);
  return (
    disc(random.pick([96, 304]), 92, 54, inks.field) +
    box(0, 250, 400, 50, inks.field) +
    heights.map((count, column) => times(count, (row) => one(56 + column * 97, 204 - row * 47)).join('')).join('') +
    stroke('M30 250h340', inks.form, 4) +
    stroke('M60 270h60M150 282h90M270 270h50', inks.form, 2)
  );
};
