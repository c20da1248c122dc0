import { backdrop } from '../backdrop.js';
import { box, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** Headphones and the sound that leaves them. */
export const headphones: Motif = (sheet) => {
  const { inks, random } = sheet;
  const bars = times(9, (i) => {
    const height = random.whole(8, 34) - Math.abs(i - 4) * 2;
    return `M${152 + i * 12} ${180 - height}v${height * 2}`;
  }).join('');
  const cup = (x: number, side: number): string => box(x - 21, 144, 42, 92, inks.shade, 20) + box(x - 14 + side * 14, 136, 28, 108, inks.form, 14) + stroke(`M${x + side * 14} 162v56`, inks.onForm, 3);
  return (
    backdrop(sheet) +
    stroke('M94 166v-20a106 106 0 0 1 212 0v20', inks.form, 17) +
    stroke('M104 134a98 98 0 0 1 192 0', inks.accent, 5) +
    cup(104, -1) + cup(296, 1) +
    stroke(bars, inks.accent, 5)
  );
};
