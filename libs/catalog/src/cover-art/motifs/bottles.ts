import { backdrop } from '../backdrop.js';
import { box, disc, shape, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** A still life of bottles and a jar. */
export const bottles: Motif = (sheet) => {
  const { inks, random } = sheet;
  const kinds = [
    (x: number, fill: string): string => box(x, 128, 62, 122, fill, 10) + box(x + 18, 100, 26, 26, inks.accent, 3) + box(x + 12, 170, 38, 44, inks.onForm, 2),
    (x: number, fill: string): string => shape(`M${x + 22} 104h18v34q26 20 26 62 0 50-35 50t-35-50q0-42 26-62z`, fill) + disc(x + 31, 92, 15, inks.accent) + stroke(`M${x + 12} 196q2-22 14-34`, inks.onForm, 4),
    (x: number, fill: string): string => box(x - 6, 190, 76, 60, fill, 12) + box(x - 2, 168, 68, 22, inks.accent, 4) + stroke(`M${x + 8} 206v26`, inks.onForm, 4),
    (x: number, fill: string): string => box(x + 10, 80, 42, 170, fill, 6) + box(x + 10, 62, 42, 34, inks.accent, 5) + stroke(`M${x + 22} 112v112`, inks.onForm, 3),
  ];
  const first = random.whole(0, 3);
  const fills = [inks.form, inks.shade, inks.form];
  return backdrop(sheet) + times(3, (i) => kinds[(first + i * (first % 2 ? 1 : 3)) % 4]?.(82 + i * 84, fills[i] ?? inks.form)).join('') + stroke('M48 252h304', inks.form, 4);
};
