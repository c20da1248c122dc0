import { box, disc, shape, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** A façade of arches: rooms seen before they are built. */
export const arcade: Motif = ({ inks, random }) => {
  const lit = random.whole(0, 8);
  const bay = (i: number): string => {
    const [x, y] = [104 + (i % 3) * 68, 62 + Math.floor(i / 3) * 68];
    return shape(`M${x} ${y + 54}V${y + 28}a28 28 0 0 1 56 0v26z`, i === lit ? inks.accent : inks.onForm) + shape(`M${x + 56} ${y + 54}V${y + 28}a28 28 0 0 0-14-24v50z`, inks.shade, ' opacity=".45"');
  };
  return (
    disc(random.between(60, 340), 70, 44, inks.field) +
    box(88, 44, 224, 222, inks.form) +
    shape('M312 44l40 24v198h-40z', inks.shade) +
    times(9, bay).join('') +
    stroke('M40 266h320', inks.form, 3)
  );
};
