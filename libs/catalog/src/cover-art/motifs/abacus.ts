import { box, n, oval, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** An abacus: a frame, rods and beads set to a number of their own. */
export const abacus: Motif = ({ inks, random }) => {
  const rod = (i: number): string => {
    const x = 100 + i * 33.4;
    const [upper, lower] = [random.whole(0, 1), random.whole(0, 4)];
    const bead = (y: number, fill: string): string => oval(x, y, 14, 8.5, fill);
    return bead(upper ? 108 : 88, inks.accent) + times(4, (j) => bead(j < lower ? 146 + j * 18 : 168 + j * 18, inks.form)).join('');
  };
  return (
    box(62, 56, 276, 198, inks.field, 12) +
    box(76, 70, 248, 170, inks.ground, 6) +
    stroke(times(7, (i) => `M${n(100 + i * 33.4)} 70v170`).join(''), inks.shade, 2) +
    stroke('M76 126h248', inks.shade, 6) +
    times(7, rod).join('')
  );
};
