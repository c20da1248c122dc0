import { disc, ring, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** A calm pulse across a disc. */
export const pulse: Motif = ({ inks, random }) => {
  const x = random.whole(150, 190);
  return (
    disc(200, 150, 118, inks.field) +
    disc(200, 150, 92, inks.form) +
    times(3, (i) => ring(200, 150, 132 + i * 14, inks.field, 1.5 - i * 0.4)).join('') +
    stroke(`M108 154h${x - 128}l12-18 14 18h8l14-${random.whole(58, 70)} 20 ${random.whole(98, 112)} 14-44h8l10-14 10 14H292`, inks.onForm, 5) +
    disc(292, 154, 9, inks.accent)
  );
};
