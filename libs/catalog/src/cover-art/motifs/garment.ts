import { backdrop } from '../backdrop.js';
import { n, shape, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** A dress, or a short top, on a hanger. */
export const garment: Motif = (sheet) => {
  const { inks, random, leaf } = sheet;
  const top = leaf.startsWith('g.sports') || random.whole(0, 2) === 0;
  const d = top
    ? 'M166 76q34 30 68 0l66 30-24 52-26-10v104h-100V148l-26 10-24-52z'
    : 'M170 78q30 34 60 0l18 10q-14 34-2 62l58 98q-104 34-208 0l58-98q12-28-2-62z';
  const bands = top ? `M152 ${random.whole(176, 200)}h96M152 ${random.whole(210, 232)}h96` : times(3, (i) => `M${n(140 - i * 16)} ${186 + i * 27}q${n(60 + i * 16)} 24 ${n(120 + i * 32)} 0`).join('');
  return (
    backdrop(sheet) +
    stroke('M200 56v-8q0-8 8-8 8-1 8-10 0-8-9-8-8 0-9 8M150 88l50-32 50 32', inks.shade, 4) +
    shape(d, inks.form) +
    stroke(bands, inks.accent, 7, ' stroke-linecap="butt"') +
    stroke(top ? 'M166 76q34 30 68 0' : 'M158 148q42 12 84 0', inks.onForm, 5)
  );
};
