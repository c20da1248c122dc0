import { box, disc, dots, n, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** Hair in long parallel waves, gathered by one clasp. */
export const strands: Motif = ({ inks, random }) => {
  const sway = random.between(34, 60);
  const side = random.pick([-1, 1]);
  const count = 19;
  const strand = (i: number): string => {
    const t = i / (count - 1) - 0.5;
    const x = 200 + t * 92;
    return `M${n(200 + t * 150)} 24C${n(x - side * sway)} 70 ${n(x - t * 50)} 92 ${n(200 + t * 56)} 116C${n(x + side * sway * 1.6 + t * 60)} 170 ${n(x - side * sway + t * 70)} 214 ${n(200 + t * 170 + side * 14)} ${n(280 - Math.abs(t) * 40)}`;
  };
  const part = (rest: number): string => times(count, (i) => (i % 4 === rest ? strand(i) : '')).join('');
  return (
    disc(200 + side * 30, 150, 116, inks.field) +
    stroke(part(0) + part(2), inks.form, 6) +
    stroke(part(1), inks.shade, 5) +
    stroke(part(3), inks.accent, 3.5) +
    box(156, 104, 88, 24, inks.accent, 12) +
    dots([[176, 116], [200, 116], [224, 116]], inks.ground, 4)
  );
};
