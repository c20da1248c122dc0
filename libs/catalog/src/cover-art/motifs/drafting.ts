import { box, disc, n, ring, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** A drawing board: centre lines, a dimensioned part, the compass's arc. */
export const drafting: Motif = ({ inks, random, key }) => {
  const radius = random.whole(62, 78);
  const bolts = random.pick([5, 6, 8]);
  return (
    `<pattern id="${key}q" width="16" height="16" patternUnits="userSpaceOnUse" x="40" y="30"><path d="M0 16V0h16" stroke="${inks.field}" stroke-width=".8"/></pattern>` +
    box(40, 30, 320, 240, `url(#${key}q)`) +
    ring(184, 150, radius + 18, inks.form, 2.5) +
    disc(184, 150, radius, inks.form) +
    disc(184, 150, radius * 0.42, inks.accent) +
    disc(184, 150, radius * 0.2, inks.ground) +
    times(bolts, (i) => `<circle cx="184" cy="${n(150 - radius * 0.72)}" r="6" fill="${inks.onForm}" transform="rotate(${n((i * 360) / bolts)} 184 150)"/>`).join('') +
    stroke(`M72 150h236M184 42v216`, inks.accent, 1.2, ' stroke-dasharray="14 4 2 4"') +
    stroke(`M${184 - radius} 258H${184 + radius}m-7-4l7 4-7 4M${191 - radius} 254l-7 4 7 4`, inks.form, 1.5) +
    stroke(`M320 60v180M312 60h16M312 240h16${times(8, (i) => `M316 ${82 + i * 20}h8`).join('')}`, inks.form, 1.5)
  );
};
