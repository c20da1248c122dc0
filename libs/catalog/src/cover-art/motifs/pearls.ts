import { disc, dots, n, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** Strands of pearls that hang from the upper edge. */
export const pearls: Motif = ({ inks, random }) => {
  const strand = (depth: number, width: number, size: number): [number, number, number][] =>
    times(21, (i) => {
      const t = i / 10 - 1;
      return [200 + t * width, 28 + depth * (1 - t * t) ** 0.7 , size * (0.72 + 0.28 * (1 - t * t))];
    });
  const chosen = random.whole(8, 12);
  const draw = (beads: [number, number, number][], fill: string): string =>
    stroke(beads.map(([x, y], i) => `${i ? 'L' : 'M'}${n(x)} ${n(y)}`).join(''), inks.shade, 1) + beads.map(([x, y, r], i) => disc(x, y, r, i === chosen && r > 9 ? inks.accent : fill)).join('');
  const outer = strand(206, 132, 12.5);
  return (
    disc(200, 130, 104, inks.field) +
    draw(strand(128, 92, 8.5), inks.shade) +
    draw(outer, inks.form) +
    dots(outer.map(([x, y, r]) => [x - r * 0.3, y - r * 0.35] as const), inks.onForm, 2.4)
  );
};
