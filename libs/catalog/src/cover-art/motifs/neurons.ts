import { box, dots, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** Layers of nodes, one path through them lit. */
export const neurons: Motif = ({ inks, random }) => {
  const sizes = random.pick<readonly number[]>([[3, 5, 4, 2], [4, 5, 5, 3], [2, 4, 5, 3]]);
  const columns = sizes.map((size, c) => times(size, (i): [number, number] => [74 + c * 84, 150 + (i - (size - 1) / 2) * 46]));
  const link = (from: [number, number], to: [number, number]): string => `M${from[0]} ${from[1]}C${from[0] + 42} ${from[1]} ${to[0] - 42} ${to[1]} ${to[0]} ${to[1]}`;
  const lines = columns.slice(1).map((column, c) => column.map((to) => (columns[c] ?? []).map((from) => link(from, to)).join('')).join('')).join('');
  const path = columns.map((column) => column[random.whole(0, column.length - 1)] ?? [200, 150]) as [number, number][];
  const lit = path.slice(1).map((to, i) => link(path[i] ?? to, to)).join('');
  return (
    box(36, 36, 328, 228, inks.haze, 14) +
    stroke(lines, inks.form, 1.2, ' opacity=".4"') +
    stroke(lit, inks.accent, 3.5) +
    dots(columns.flat(), inks.form, 11) +
    dots(path, inks.accent, 11) +
    dots(path, inks.ground, 4)
  );
};
