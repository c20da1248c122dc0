import { box, disc, ring, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** A chip and its traces: right angles softened to 45 degrees, each ending in a pad. */
export const traces: Motif = ({ inks, random }) => {
  const pads: string[] = [];
  const trace = (i: number): string => {
    const offset = (i % 6) * 18 - 45;
    const reach = random.whole(30, 74);
    const bend = random.pick([-1, 0, 1]) * 10 + Math.sign(offset) * 12;
    const side = Math.floor(i / 6);
    const vertical = side > 1;
    const sign = side % 2 ? 1 : -1;
    const out = (along: number, across: number): string => (vertical ? `l${across} ${sign * along}` : `l${sign * along} ${across}`);
    const start: [number, number] = vertical ? [200 + offset, 150 + sign * 62] : [200 + sign * 62, 150 + offset];
    const far = vertical ? 10 + (reach % 16) : reach;
    const end: [number, number] = vertical ? [start[0] + bend, start[1] + sign * (8 + Math.abs(bend) + far)] : [start[0] + sign * (14 + Math.abs(bend) + far), start[1] + bend];
    pads.push(ring(end[0], end[1], 4.5, inks.accent, 3));
    return `M${start[0]} ${start[1]}${out(vertical ? 8 : 14, 0)}${out(Math.abs(bend), bend)}${out(far - 5, 0)}`;
  };
  return (
    stroke(times(24, trace).join(''), inks.form, 2.5) +
    pads.join('') +
    box(138, 88, 124, 124, inks.form, 8) +
    box(156, 106, 88, 88, inks.shade, 4) +
    stroke('M172 122h24M172 134h14', inks.onForm, 3) +
    disc(226, 176, 7, inks.accent)
  );
};
