import { box, disc, n, ring, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** A long-playing record half out of its sleeve. */
export const record: Motif = ({ inks, random }) => {
  const lift = random.between(20, 60);
  return (
    disc(250, 150, 106, inks.shade) +
    times(7, (i) => ring(250, 150, 98 - i * 8, inks.onForm, 0.7)).join('') +
    disc(250, 150, 36, inks.accent) +
    disc(250, 150, 5, inks.ground) +
    box(48, 42, 200, 216, inks.form, 4) +
    times(5, (i) => stroke(`M48 ${n(190 - lift + i * 16)}q50 ${n(lift - 60 + i * 6)} 100 0t100 0`, inks.onForm, 1.5)).join('') +
    disc(random.between(100, 196), 92, 22, inks.accent)
  );
};
