import { disc, n, shape, stroke } from '../pen.js';
import type { Motif } from '../sheet.js';

/** Round gates one behind another: stepping into a place that is not there. */
export const moonGate: Motif = ({ inks, random }) => {
  const drift = random.between(-9, 9);
  const fills = [inks.form, inks.field, inks.shade, inks.haze, inks.accent];
  const gates = fills.map((fill, i) => disc(200 + drift * i, 150 + i * 4, 122 - i * 22, fill)).join('');
  return gates + stroke(`M0 274h400M40 288h320`, inks.form, 2) + shape(`M${n(200 + drift * 4 - 26)} 182q26-34 52 0a34 34 0 0 1-52 0z`, inks.onForm);
};
