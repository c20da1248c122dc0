import { backdrop } from '../backdrop.js';
import { box, disc, n, oval, shape, stroke } from '../pen.js';
import type { Motif } from '../sheet.js';

/** Candles and their small halos. */
export const candle: Motif = (sheet) => {
  const { inks, random } = sheet;
  const one = (x: number, width: number): string => {
    const top = random.whole(118, 172);
    return (
      disc(x, top - 28, 40, inks.accent).replace('/>', ' opacity=".25"/>') +
      box(x - width / 2, top, width, 250 - top, inks.form, 6) +
      oval(x, top + 5, width / 2, 7, inks.shade) +
      stroke(`M${x} ${top + 3}v-13`, inks.shade, 2.5) +
      shape(`M${x} ${top - 46}q17 22 0 36-17-14 0-36z`, inks.accent) +
      stroke(`M${n(x - width / 4)} ${top + 26}v${random.whole(20, 44)}`, inks.onForm, 4)
    );
  };
  return backdrop(sheet) + one(112, 52) + one(200, 68) + one(288, 46) + stroke('M56 252h288', inks.shade, 5);
};
