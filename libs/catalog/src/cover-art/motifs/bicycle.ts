import { backdrop } from '../backdrop.js';
import { at, disc, ring, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** A bicycle drawn in one breath. */
export const bicycle: Motif = (sheet) => {
  const { inks, random } = sheet;
  const spokes = random.pick([8, 10, 12]);
  const wheel = (x: number): string => ring(x, 194, 56, inks.form, 7) + stroke(times(spokes, (i) => `M${x} 194L${at(x, 194, 53, (i * 360) / spokes)}`).join(''), inks.form, 1) + disc(x, 194, 8, inks.shade);
  return (
    backdrop(sheet) +
    wheel(112) + wheel(288) +
    stroke('M112 194l52-84h92l-62 84zM194 194l-36-100M288 194l-40-112h26', inks.accent, 7) +
    stroke('M140 92h36', inks.shade, 10) +
    stroke('M248 82h28q8 0 8 10', inks.shade, 7) +
    disc(194, 194, 14, inks.shade) +
    stroke('M184 212l20-36', inks.form, 4) +
    stroke('M36 254h328', inks.form, 3)
  );
};
