import { at, box, disc, ring, shape, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** A lens seen from the front, its blades a little open. */
export const lens: Motif = (sheet) => {
  const { inks, random } = sheet;
  const open = random.between(14, 26);
  const turn = random.between(0, 60);
  const blades = times(6, (i) => `M${at(200, 156, open, turn + i * 60)}L${at(200, 156, 62, turn + i * 60 + 62)}`).join('');
  const mouth = times(6, (i) => `${i ? 'L' : 'M'}${at(200, 156, open, turn + i * 60)}`).join('');
  return (
    box(72, 56, 256, 200, inks.form, 26) +
    box(244, 38, 52, 26, inks.shade, 6) +
    disc(200, 156, 88, inks.shade) +
    ring(200, 156, 76, inks.onForm, 1.5) +
    disc(200, 156, 64, inks.field) +
    stroke(blades, inks.onForm, 2) +
    shape(`${mouth}z`, inks.accent) +
    stroke(`M${at(200, 156, 80, 300)}A80 80 0 0 1 ${at(200, 156, 80, 345)}`, inks.onForm, 4) +
    disc(298, 86, 9, inks.accent)
  );
};
