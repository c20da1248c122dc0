import { box, disc, ring, shape, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** A tray of small things, sorted. */
export const trinkets: Motif = ({ inks, random }) => {
  const cell = (i: number): string => {
    const [x, y] = [92 + (i % 4) * 72, 82 + Math.floor(i / 4) * 68];
    const [fill, second] = random.pick([[inks.form, inks.accent], [inks.accent, inks.form], [inks.shade, inks.accent]] as const) as [string, string];
    return random.pick([
      disc(x, y, 21, fill) + disc(x, y, 8, inks.ground),
      ring(x, y - 6, 13, fill, 5) + disc(x, y + 15, 8, second),
      shape(`M${x} ${y - 24}l7 15 17 2-12 12 3 17-15-8-15 8 3-17-12-12 17-2z`, fill),
      box(x - 19, y - 19, 38, 38, fill, 9) + disc(x, y, 7, second),
      shape(`M${x} ${y + 22}q-40-26-20-42 12-6 20 8 8-14 20-8 20 16-20 42z`, fill),
      shape(`M${x} ${y}q-26-26-26 0t26 0q26-26 26 0t-26 0z`, fill, ` stroke="${fill}" stroke-width="6"`) + disc(x, y, 6, second),
    ]);
  };
  return box(48, 40, 304, 220, inks.haze, 12) + stroke('M128 52v196M200 52v196M272 52v196M60 116h280M60 184h280', inks.field, 1.5) + times(12, cell).join('');
};
