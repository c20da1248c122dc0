import { at, disc, ring, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** Two to four circles that meet: people at one table. */
export const circles: Motif = ({ inks, random }) => {
  const fills = [inks.form, inks.accent, inks.shade, inks.form];
  const count = random.whole(2, 4);
  const turn = random.between(0, 90);
  const spread = count === 2 ? 52 : 58;
  const place = (i: number): string => at(200, 150, spread, turn + (i * 360) / count);
  const radius = count === 4 ? 62 : 74;
  const round = (i: number, more: string): string => `<circle r="${radius}" transform="translate(${place(i)})"${more}/>`;
  return (
    ring(200, 150, 128, inks.field, 1.5) +
    disc(200, 150, 112, inks.haze) +
    times(count, (i) => round(i, ` fill="${fills[i]}" opacity=".82"`)).join('') +
    times(count, (i) => round(i, ` stroke="${inks.onForm}" stroke-width="1.5"`)).join('') +
    disc(200, 150, 9, inks.onForm)
  );
};
