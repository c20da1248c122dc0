import { at, disc, ring, shape, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** A lace rosette: rings of petals, loops and eyelets. */
export const rosette: Motif = ({ inks, random }) => {
  const petals = random.pick([8, 10, 12]);
  const around = (count: number, draw: (degrees: number) => string): string => times(count, (i) => draw((i * 360) / count)).join('');
  const petal = (inner: number, outer: number, wide: number): string => around(petals, (a) => `M${at(200, 150, inner, a)}Q${at(200, 150, (inner + outer) / 2, a - wide)} ${at(200, 150, outer, a)}Q${at(200, 150, (inner + outer) / 2, a + wide)} ${at(200, 150, inner, a)}z`);
  const loops = around(petals * 2, (a) => `M${at(200, 150, 112, a)}A18 18 0 0 1 ${at(200, 150, 112, a + 180 / petals)}`);
  return (
    disc(200, 150, 112, inks.form) +
    shape(loops, inks.form, ` stroke="${inks.form}" stroke-width="3"`) +
    ring(200, 150, 106, inks.onForm, 1.5) +
    shape(petal(30, 98, 150 / petals), inks.onForm) +
    shape(petal(44, 84, 70 / petals), inks.accent) +
    around(petals, (a) => `<circle r="4" fill="${inks.onForm}" transform="translate(${at(200, 150, 88, a + 180 / petals)})"/>`) +
    disc(200, 150, 22, inks.onForm) +
    disc(200, 150, 12, inks.accent)
  );
};
