import { disc, ring, shape, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** Tea terraces under a leaf. */
export const teaHills: Motif = ({ inks, random }) => {
  const hill = (x: number, y: number, fill: string, line: string): string => disc(x, y, 150, fill) + times(6, (i) => ring(x, y, 136 - i * 16, line, 2, ' stroke-dasharray="1 7"')).join('');
  const [left, right] = [random.whole(70, 110), random.whole(300, 340)];
  return (
    disc(random.whole(120, 280), 84, 40, inks.accent) +
    hill(right, 330, inks.field, inks.form) +
    hill(left, 350, inks.form, inks.onForm) +
    shape('M236 226q-46-66 20-138 52 74-6 138z', inks.shade, ` stroke="${inks.ground}" stroke-width="4"`) +
    shape('M238 228q-70-8-84-76 74 2 88 72z', inks.form, ` stroke="${inks.ground}" stroke-width="4"`) +
    shape('M244 228q4-62 76-80-2 68-70 82z', inks.accent, ` stroke="${inks.ground}" stroke-width="4"`) +
    stroke('M242 222v44M255 110q-6 58-14 110M172 166l66 56M306 160l-60 60', inks.onForm, 2)
  );
};
