import { box, disc, ring, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** A moon lute. */
export const lute: Motif = ({ inks, random }) => {
  const turn = random.pick([-32, -18, 24]);
  return (
    disc(200, 150, 124, inks.haze) +
    `<g transform="rotate(${turn} 200 150)">` +
    box(188, 20, 24, 120, inks.shade, 4) +
    stroke('M176 34h12M176 52h12M212 34h12M212 52h12', inks.accent, 7) +
    disc(200, 186, 82, inks.form) +
    ring(200, 186, 73, inks.onForm, 1.6) +
    disc(200, 168, 20, inks.shade) +
    ring(200, 168, 25, inks.accent, 3) +
    stroke('M192 30v196M197 30v196M203 30v196M208 30v196', inks.onForm, 1.2) +
    stroke(times(random.whole(5, 7), (i) => `M186 ${66 + i * 11}h28`).join(''), inks.onForm, 2) +
    box(178, 224, 44, 11, inks.accent, 3) +
    '</g>'
  );
};
