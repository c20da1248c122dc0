import { backdrop } from '../backdrop.js';
import { at, box, disc, ring, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** Square-holed coins: one large, its stacks beside it. */
export const coins: Motif = (sheet) => {
  const { inks, random } = sheet;
  const stack = (x: number, count: number): string => times(count, (i) => box(x, 246 - i * 13, 58, 11, i === count - 1 ? inks.accent : inks.form, 5)).join('');
  return (
    backdrop(sheet) +
    disc(176, 132, 88, inks.form) +
    ring(176, 132, 76, inks.onForm, 2) +
    box(148, 104, 56, 56, inks.onForm, 3) +
    box(154, 110, 44, 44, inks.accent, 2) +
    times(4, (i) => stroke(`M${at(176, 132, 66, i * 90 - 14)}A66 66 0 0 1 ${at(176, 132, 66, i * 90 + 14)}`, inks.onForm, 4)).join('') +
    stack(232, random.whole(4, 7)) +
    stack(296, random.whole(6, 12)) +
    stroke('M60 259h300', inks.form, 3)
  );
};
