import { backdrop } from '../backdrop.js';
import { box, disc, shape, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** A market stall under its awning. */
export const stall: Motif = (sheet) => {
  const { inks, random } = sheet;
  const stripe = (i: number): string => shape(`M${76 + i * 31} 84h31v42a15.5 15.5 0 0 1-31 0z`, i % 2 ? inks.onForm : inks.accent);
  const goods = times(5, (i) => {
    const size = random.whole(18, 34);
    const x = 102 + i * 40;
    return random.pick([box(x, 214 - size, size, size, inks.shade, 3), disc(x + 15, 214 - size / 2, size / 2, inks.accent), shape(`M${x} 214l${size / 2}-${size}l${size / 2} ${size}z`, inks.field)]);
  }).join('');
  return (
    backdrop(sheet) +
    stroke('M90 100v160M310 100v160', inks.shade, 6) +
    goods +
    box(80, 214, 240, 46, inks.form, 3) +
    stroke('M96 238h208', inks.onForm, 2) +
    box(76, 64, 248, 24, inks.form, 4) +
    times(8, stripe).join('') +
    stroke('M50 262h300', inks.form, 3)
  );
};
