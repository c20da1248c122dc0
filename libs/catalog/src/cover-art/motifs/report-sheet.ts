import { backdrop } from '../backdrop.js';
import { box, disc, n, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** A sheet with columns and a line that ends well. */
export const reportSheet: Motif = (sheet) => {
  const { inks, random } = sheet;
  const heights = times(7, (i) => 22 + i * 8 + random.between(-10, 18));
  const line = heights.map((h, i) => `${i ? 'L' : 'M'}${136 + i * 22} ${n(186 - h - 26)}`).join('');
  return (
    backdrop(sheet) +
    box(122, 40, 176, 230, inks.shade, 4) +
    box(110, 30, 176, 230, inks.form, 4) +
    stroke('M130 54h70M130 66h44', inks.onForm, 4) +
    stroke(heights.map((h, i) => `M${136 + i * 22} 188v${n(-h)}`).join(''), inks.field, 11, ' stroke-linecap="butt"') +
    stroke(line, inks.accent, 3.5) +
    disc(268, 160 - (heights[6] ?? 0), 6, inks.accent) +
    stroke('M130 189h136', inks.onForm, 2) +
    stroke(times(3, (i) => `M130 ${208 + i * 13}h${random.whole(70, 134)}`).join(''), inks.onForm, 2.5)
  );
};
