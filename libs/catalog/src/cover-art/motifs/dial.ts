import { backdrop } from '../backdrop.js';
import { at, box, disc, ring, shape, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** A household machine: one round door, one dial. */
export const dial: Motif = (sheet) => {
  const { inks, random } = sheet;
  const turn = random.whole(0, 11) * 30;
  return (
    backdrop(sheet) +
    box(104, 38, 192, 224, inks.form, 22) +
    stroke('M104 88h192', inks.onForm, 1.5) +
    disc(262, 63, 13, inks.accent) +
    stroke(`M262 63L${at(262, 63, 11, turn)}`, inks.form, 3.5) +
    stroke('M126 56h56M126 69h34', inks.onForm, 4) +
    disc(200, 172, 70, inks.shade) +
    disc(200, 172, 56, inks.onForm) +
    shape(`M145 ${random.whole(164, 180)}q28-16 55 0t55 0a55.5 55.5 0 0 1-110 0z`, inks.accent) +
    times(3, (i) => ring(random.between(174, 226), 152 - i * 12, 6 - i, inks.form, 1.5)).join('') +
    stroke('M128 266v6M272 266v6', inks.shade, 12)
  );
};
