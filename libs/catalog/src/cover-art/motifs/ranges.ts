import { disc, n, shape, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** Layered hills in mist with one sun. */
export const ranges: Motif = ({ inks, random }) => {
  const layer = (y: number, fill: string, height: number): string => {
    const peaks = times(4, (i) => `Q${n(i * 100 + random.between(34, 66))} ${n(y - height * random.between(0.5, 1.1))} ${i * 100 + 100} ${n(y + random.between(-8, 8))}`).join('');
    return shape(`M0 ${y}${peaks}V300H0z`, fill);
  };
  return (
    disc(random.between(110, 290), random.between(78, 100), 42, inks.accent) +
    layer(150, inks.haze, 90) +
    layer(176, inks.field, 84) +
    layer(212, inks.form, 80) +
    layer(254, inks.shade, 56)
  );
};
