import { box, disc, shape, stroke } from '../pen.js';
import type { Motif } from '../sheet.js';

/** A ball on the line, its seams turned. */
export const ball: Motif = ({ inks, random, leaf }) => {
  const turn = random.whole(0, 11) * 30;
  const weight = leaf.endsWith('fitness');
  const bar = stroke('M70 150h260', inks.shade, 14) + [84, 112, 288, 316].map((x, i) => box(x - 11, i % 3 ? 82 : 104, 22, i % 3 ? 136 : 92, i % 3 ? inks.form : inks.accent, 8)).join('') + stroke('M160 150h80', inks.onForm, 5, ' stroke-dasharray="2 8"');
  const sphere = disc(200, 150, 98, inks.form) + `<g transform="rotate(${turn} 200 150)">${stroke('M102 150h196M200 52v196M128 84q66 66 0 132M272 84q-66 66 0 132', inks.onForm, 5)}</g>` + shape('M262 74a98 98 0 0 1-130 147 98 98 0 0 0 130-147z', inks.shade, ' opacity=".4"');
  return disc(200, 150, 124, inks.haze) + stroke('M0 248h400', inks.field, 8) + (weight ? bar : sphere + disc(318, 226, 22, inks.accent));
};
