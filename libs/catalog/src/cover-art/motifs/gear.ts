import { disc, n, ring, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** Two wheels that mesh. */
export const gear: Motif = ({ inks, random }) => {
  const wheel = (x: number, y: number, radius: number, teeth: number, fill: string, turn: number): string =>
    ring(x, y, radius + 5, fill, 16, ` stroke-linecap="butt" stroke-dasharray="${n((Math.PI * (radius + 5)) / teeth)}" transform="rotate(${n(turn)} ${x} ${y})"`) + disc(x, y, radius, fill);
  const spokes = random.pick([4, 5, 6]);
  return (
    disc(200, 150, 128, inks.haze) +
    wheel(168, 158, 76, 18, inks.form, random.between(0, 20)) +
    times(spokes, (i) => `<circle cx="168" cy="110" r="15" fill="${inks.onForm}" transform="rotate(${n((i * 360) / spokes)} 168 158)"/>`).join('') +
    disc(168, 158, 20, inks.shade) + disc(168, 158, 8, inks.accent) +
    wheel(284, 88, 38, 9, inks.accent, random.between(0, 40)) +
    disc(284, 88, 16, inks.ground) +
    stroke('M76 262h200', inks.field, 5)
  );
};
