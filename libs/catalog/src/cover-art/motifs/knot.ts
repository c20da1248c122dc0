import { box, disc, n, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** A festive knot: one cord woven to a diamond, with tassels. */
export const knot: Motif = ({ inks, random }) => {
  const strands = random.pick([3, 4, 5]);
  const step = 88 / (strands - 1);
  const lines = times(strands, (i) => `M${n(156 + i * step)} 88v124M138 ${n(106 + i * step)}h124`).join('');
  const ears = 'M138 106a20 20 0 1 1 18-18M262 106a20 20 0 1 0-18-18M138 194a20 20 0 1 0 18 18';
  return (
    disc(200, 138, 112, inks.field) +
    stroke('M200 0v46', inks.form, 4) +
    `<g transform="translate(0 -14) rotate(45 200 150)">${stroke(ears, inks.form, 9)}${box(146, 96, 108, 108, inks.haze, 4)}${stroke(lines, inks.form, 10)}${stroke(lines, inks.onForm, 1.4)}</g>` +
    disc(200, 238, 10, inks.accent) +
    stroke(times(9, (i) => `M${n(192 + i * 2)} 246L${n(176 + i * 6)} 292`).join(''), inks.accent, 3) +
    disc(200, 44, 8, inks.accent)
  );
};
