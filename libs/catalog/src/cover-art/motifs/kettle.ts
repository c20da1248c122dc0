import { backdrop } from '../backdrop.js';
import { disc, shape, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** A kettle with its breath. */
export const kettle: Motif = (sheet) => {
  const { inks, random } = sheet;
  const steam = times(3, (i) => `M${300 + i * 16} ${108 - i * 8}q${random.pick([-12, 12])}-14 0-28t0-26`).join('');
  return (
    backdrop(sheet) +
    stroke('M128 120C120 40 268 40 262 118', inks.shade, 13) +
    shape('M118 126q4-12 16-12h122q12 0 16 12l14 40 40-46q6-6 12-2t2 12l-44 78 2 40q1 14-14 14H116q-15 0-14-14z', inks.form) +
    shape('M148 114q46-34 94 0z', inks.accent) + disc(195, 94, 9, inks.shade) +
    stroke('M126 150l-8 84', inks.onForm, 5) +
    stroke(`M104 236h184`, inks.accent, 6) +
    stroke(steam, inks.form, 3)
  );
};
