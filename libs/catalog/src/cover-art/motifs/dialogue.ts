import { backdrop } from '../backdrop.js';
import { shape, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** Two speech bubbles, each with its own rhythm of lines. */
export const dialogue: Motif = (sheet) => {
  const { inks, random } = sheet;
  const lines = (x: number, y: number): string => times(3, (i) => `M${x} ${y + i * 18}h${random.whole(48, 118)}`).join('');
  return (
    backdrop(sheet) +
    shape('M76 50h150a18 18 0 0 1 18 18v66a18 18 0 0 1-18 18H124l-32 30v-30H76a18 18 0 0 1-18-18V68a18 18 0 0 1 18-18z', inks.form) +
    shape('M176 124h148a18 18 0 0 1 18 18v66a18 18 0 0 1-18 18h-16v30l-32-30H176a18 18 0 0 1-18-18v-66a18 18 0 0 1 18-18z', inks.accent, ` stroke="${inks.ground}" stroke-width="5"`) +
    stroke(lines(82, 78), inks.onForm, 5) +
    stroke(lines(184, 158), inks.ground, 5)
  );
};
