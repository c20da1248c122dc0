import { box, disc, n, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** A cloud built of level bands, like the shelves of a data hall. */
export const cloudBands: Motif = ({ inks, random }) => {
  const widths = [92, 150, 206, 262, 284, 232];
  const fills = [inks.form, inks.form, inks.shade, inks.form, inks.accent, inks.form];
  const band = (i: number): string => {
    const width = (widths[i] ?? 200) + random.whole(-14, 14);
    const x = 200 - width / 2 + random.whole(-16, 16);
    const y = 66 + i * 29;
    const lamp = random.whole(30, width - 34);
    return box(x, y, width, 23, fills[i] ?? inks.form, 11.5) + stroke(`M${n(x + lamp - 14)} ${n(y + 11.5)}h14`, inks.onForm, 2.5) + disc(x + lamp + 10, y + 11.5, 3, inks.onForm);
  };
  return disc(random.pick([132, 268]), 112, 78, inks.field) + times(6, band).join('') + stroke('M150 258h100M176 272h48', inks.field, 4);
};
