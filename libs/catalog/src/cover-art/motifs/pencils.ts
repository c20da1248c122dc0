import { box, shape, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** Pencils set out by length. */
export const pencils: Motif = ({ inks, random }) => {
  const fills = [inks.form, inks.accent, inks.shade] as const;
  const pencil = (i: number): string => {
    const x = 82 + i * 36;
    const top = random.whole(50, 118);
    const fill = fills[(i + (i > 3 ? 1 : 0)) % 3] ?? inks.form;
    return shape(`M${x} ${top + 34}l13-34 13 34z`, inks.onForm) + shape(`M${x + 8.5} ${top + 12}l4.5-12 4.5 12z`, fill) + box(x, top + 34, 26, 204 - top, fill) + stroke(`M${x + 8} ${top + 38}v${190 - top}`, inks.onForm, 1.5, ' opacity=".6"') + box(x, 234, 26, 10, inks.onForm) + box(x, 244, 26, 16, inks.field, 3);
  };
  return box(56, 34, 288, 196, inks.haze, 8) + times(7, pencil).join('') + stroke('M48 264h304', inks.form, 4);
};
