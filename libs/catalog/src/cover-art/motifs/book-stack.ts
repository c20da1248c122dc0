import { backdrop } from '../backdrop.js';
import { box, shape, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** A pile of books and a warm cup. */
export const bookStack: Motif = (sheet) => {
  const { inks, random } = sheet;
  let y = 250;
  const fills = [inks.form, inks.accent, inks.shade, inks.form, inks.shade] as const;
  const pile = times(5, (i) => {
    const height = random.whole(22, 34);
    const width = random.whole(150, 196);
    const x = 196 - width / 2 + random.whole(-10, 10);
    y -= height;
    return box(x, y, width, height - 2, fills[i] ?? inks.form, 3) + stroke(`M${x + 16} ${y + 5}v${height - 12}M${x + 24} ${y + 5}v${height - 12}`, inks.onForm, 2);
  }).join('');
  return (
    backdrop(sheet) +
    stroke('M60 251h280', inks.form, 3) +
    pile +
    shape(`M164 ${y - 34}h52q2 34-26 34t-26-34z`, inks.accent) +
    stroke(`M216 ${y - 28}q18-2 14 10-4 8-18 8`, inks.accent, 4) +
    stroke(`M182 ${y - 42}q-8-8 0-16M198 ${y - 42}q-8-8 0-16`, inks.form, 2.5)
  );
};
