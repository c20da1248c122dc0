import { box, n, shape, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** One good chair by a window. */
export const chair: Motif = ({ inks, random }) => {
  const slats = random.whole(3, 5);
  return (
    box(70, 36, 150, 170, inks.field, 4) +
    stroke('M145 36v170M70 121h150', inks.ground, 5) +
    box(0, 240, 400, 60, inks.field) +
    stroke('M150 70v190M256 70v190M142 256l8-70M264 256l-8-70', inks.form, 10) +
    stroke(times(slats, (i) => `M150 ${n(80 + (i * 74) / (slats - 1))}h106`).join(''), inks.form, 9) +
    shape('M132 176h142q10 0 12 9l2 13H118l3-13q2-9 11-9z', inks.accent) +
    stroke('M154 226h98', inks.shade, 6)
  );
};
