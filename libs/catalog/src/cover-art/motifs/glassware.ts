import { backdrop } from '../backdrop.js';
import { box, shape, stroke } from '../pen.js';
import type { Motif } from '../sheet.js';

/** Glasses, filled to their own levels. */
export const glassware: Motif = (sheet) => {
  const { inks, random } = sheet;
  const glass = (x: number, i: number): string => {
    const level = random.whole(104, 140);
    const stem = i === 1;
    return stem
      ? shape(`M${x - 40} ${level}h80q-4 62-34 70v58h24v10h-60v-10h24v-58q-30-8-34-70z`, inks.accent) + stroke(`M${x - 42} 70q-6 104 38 110v66h-28h56h-28v-66q44-6 38-110z`, inks.form, 4)
      : box(x - 31, level + 34, 62, 212 - level, inks.accent, 4) + stroke(`M${x - 34} 112l4 130q0 6 6 6h48q6 0 6-6l4-130z`, inks.form, 4) + stroke(`M${x - 20} 130l2 60`, inks.onForm, 4);
  };
  return backdrop(sheet) + glass(104, 0) + glass(200, 1) + glass(296, 2) + stroke('M48 254h304', inks.form, 4);
};
