import { disc, n, ring, shape, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** Rings of a lock, turned by the product's own combination, around a keyhole. */
export const rotor: Motif = ({ inks, random }) => {
  const ringOf = (i: number): string => {
    const radius = 120 - i * 21;
    const around = 2 * Math.PI * radius;
    const gap = random.between(0.06, 0.24);
    const parts = random.whole(1, 4);
    const dash = ` stroke-dasharray="${n((around / parts) * (1 - gap))} ${n((around / parts) * gap)}" stroke-linecap="butt" transform="rotate(${random.whole(0, 23) * 15} 200 150)"`;
    return ring(200, 150, radius, [inks.form, inks.field, inks.accent, inks.form][i] ?? inks.form, 14, dash);
  };
  return (
    times(4, ringOf).join('') +
    disc(200, 150, 38, inks.shade) +
    shape('M200 132a12 12 0 0 1 6 22l5 20h-22l5-20a12 12 0 0 1 6-22z', inks.onForm)
  );
};
