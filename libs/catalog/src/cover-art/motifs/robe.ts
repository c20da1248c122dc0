import { backdrop } from '../backdrop.js';
import { box, disc, n, shape, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** A cross-collared robe on its pole. */
export const robe: Motif = (sheet) => {
  const { inks, random } = sheet;
  const hem = random.pick([34, 44, 52]);
  const sleeve = random.whole(46, 78);
  const roundels = times(4, (i) => disc([88, 312, 168, 232][i] ?? 200, i < 2 ? 98 : 226, 8, inks.accent)).join('');
  const pleats = times(5, (i) => `M${n(172 + i * 14)} 168L${n(166 + i * 17)} 256`).join('');
  return (
    backdrop(sheet) +
    stroke('M40 66h320', inks.shade, 5) +
    disc(40, 66, 6, inks.accent) + disc(360, 66, 6, inks.accent) +
    shape(`M176 58H62v${sleeve}q40 6 92-8l-2 50-${hem - 28} 104q74 10 ${96 + (hem - 28) * 2} 0l-${hem - 28}-104-2-50q52 14 92 8V58H224z`, inks.form) +
    stroke(pleats, inks.onForm, 1.4, ' opacity=".8"') +
    roundels +
    stroke('M178 58l44 66M222 58l-48 74', inks.onForm, 11, ' stroke-linecap="butt"') +
    stroke('M178 58l44 66M222 58l-48 74', inks.accent, 4, ' stroke-linecap="butt"') +
    box(150, 136, 100, 24, inks.accent, 2) +
    stroke('M194 160v70M206 160v58', inks.accent, 6)
  );
};
