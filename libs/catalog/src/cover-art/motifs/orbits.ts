import { disc, dots, n, shape, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** A planet and the satellites that know where it is. */
export const orbits: Motif = ({ inks, random }) => {
  const turn = random.between(0, 60);
  const orbit = (i: number): string => {
    const along = random.between(0, 360);
    const x = 200 + 142 * Math.cos(along);
    const y = 150 + 48 * Math.sin(along);
    return `<g transform="rotate(${n(turn + i * 60)} 200 150)"><ellipse cx="200" cy="150" rx="142" ry="48" stroke="${inks.form}" stroke-width="1.6"/>${disc(x, y, i ? 6 : 10, i ? inks.form : inks.accent)}</g>`;
  };
  const stars = times(12, (): [number, number] => [random.between(30, 370), random.between(30, 270)]);
  return (
    dots(stars, inks.field, 1.6) +
    disc(200, 150, 58, inks.form) +
    stroke('M148 130q52 22 104 0M143 156q57 24 114 0M154 182q46 18 92 0', inks.onForm, 1.4) +
    shape('M200 92a58 58 0 0 1 0 116q34-58 0-116z', inks.shade, ' opacity=".55"') +
    times(3, orbit).join('')
  );
};
