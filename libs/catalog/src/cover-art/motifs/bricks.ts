import { backdrop } from '../backdrop.js';
import { box, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** Studded bricks, stacked by a child with a plan. */
export const bricks: Motif = (sheet) => {
  const { inks, random } = sheet;
  const fills = [inks.form, inks.accent, inks.shade] as const;
  const brick = (x: number, y: number, studs: number, fill: string): string =>
    stroke(times(studs, (i) => `M${x + 8 + i * 30} ${y - 3}h14`).join(''), fill, 10, ' stroke-linecap="square"') + box(x, y, studs * 30, 40, fill, 3) + stroke(`M${x + 5} ${y + 6}h${studs * 30 - 10}`, inks.onForm, 2, ' opacity=".7"');
  const row = (y: number, from: number, sizes: readonly number[], shift: number): string => {
    let x = from;
    return sizes.map((size, i) => {
      const one = brick(x, y, size, fills[(i + shift) % 3] ?? inks.form);
      x += size * 30;
      return one;
    }).join('');
  };
  const shift = random.whole(0, 2);
  return (
    backdrop(sheet) +
    row(218, 65, random.pick([[4, 3, 2], [3, 4, 2], [2, 4, 3]]), shift) +
    row(176, 95, random.pick([[3, 4], [4, 3], [2, 4]]), shift + 1) +
    row(134, 125, random.pick([[2, 3], [4], [3, 2]]), shift + 2) +
    row(92, random.pick([125, 155, 185]), [2], shift + 1) +
    stroke('M40 260h320', inks.form, 3)
  );
};
