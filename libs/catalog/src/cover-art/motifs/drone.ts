import { box, disc, ring, shape, stroke } from '../pen.js';
import type { Motif } from '../sheet.js';

/** A drone from above: four rotors, one eye. */
export const drone: Motif = ({ inks, random }) => {
  const spin = random.whole(0, 89);
  const rotor = (x: number, y: number): string =>
    disc(x, y, 46, inks.field) + ring(x, y, 46, inks.form, 2) + `<g transform="rotate(${spin + x} ${x} ${y})">${shape(`M${x - 42} ${y}q21-12 42 0 21 12 42 0-21-12-42 0-21 12-42 0z`, inks.shade)}</g>` + disc(x, y, 7, inks.accent);
  return (
    stroke('M110 84l180 132M290 84L110 216', inks.form, 12) +
    [[110, 84], [290, 84], [110, 216], [290, 216]].map(([x, y]) => rotor(x ?? 0, y ?? 0)).join('') +
    box(152, 112, 96, 76, inks.form, 26) +
    disc(200, 150, 24, inks.onForm) +
    disc(200, 150, 13, inks.accent) +
    stroke('M168 128h12M220 128h12', inks.onForm, 3)
  );
};
