import { at, disc, n, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** A word that travels: arcs from one point outwards. */
export const ripples: Motif = ({ inks, random }) => {
  const [x, y] = [random.whole(84, 120), random.whole(196, 220)];
  return (
    times(7, (i) => stroke(`M${at(x, y, 56 + i * 30, 8)}A${56 + i * 30} ${56 + i * 30} 0 0 1 ${at(x, y, 56 + i * 30, 82)}`, i % 3 === 1 ? inks.accent : i % 2 ? inks.form : inks.field, 13 - i)).join('') +
    disc(x, y, 40, inks.form) +
    disc(x, y, 16, inks.accent) +
    times(5, (i) => `<circle r="${n(9 - i)}" fill="${inks.form}" transform="translate(${at(x, y, 101 + i * 30, random.between(20, 74))})"/>`).join('')
  );
};
