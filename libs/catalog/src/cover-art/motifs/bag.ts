import { backdrop } from '../backdrop.js';
import { box, shape, stroke } from '../pen.js';
import type { Motif } from '../sheet.js';

/** A bag with a flap and a clasp. */
export const bag: Motif = (sheet) => {
  const { inks, random } = sheet;
  const flap = random.pick(['M84 122h232v40q-116 66-232 0z', 'M84 122h232l-24 62q-92 26-184 0z', 'M84 122h232v50l-116 40-116-40z']);
  return (
    backdrop(sheet) +
    stroke(random.pick(['M136 124C130 20 270 20 264 124', 'M150 124V78q0-24 24-24h52q24 0 24 24v46']), inks.shade, 10) +
    box(78, 116, 244, 144, inks.form, 18) +
    shape(flap, inks.shade) +
    stroke('M94 244h212', inks.onForm, 2, ' stroke-dasharray="7 6"') +
    box(184, 176, 32, 26, inks.accent, 6) +
    stroke('M200 184v10', inks.ground, 4)
  );
};
