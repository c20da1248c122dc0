import { at, disc, ring, shape, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** An oiled-paper umbrella from above. */
export const umbrella: Motif = ({ inks, random }) => {
  const ribs = random.pick([12, 14, 16]);
  const turn = random.between(0, 20);
  const spoke = (i: number, radius: number): string => at(200, 150, radius, turn + (i * 360) / ribs);
  const panel = (i: number): string => `M200 150L${spoke(i, 116)}Q${spoke(i + 0.5, 108)} ${spoke(i + 1, 116)}z`;
  const panels = (rest: number): string => times(ribs / 2, (i) => panel(i * 2 + rest)).join('');
  return (
    disc(210, 162, 112, inks.field) +
    shape(panels(0), inks.form) + shape(panels(1), inks.shade) +
    ring(200, 150, 84, inks.accent, 8) +
    ring(200, 150, 40, inks.onForm, 2) +
    times(ribs, (i) => `<circle r="4" fill="${inks.onForm}" transform="translate(${spoke(i + 0.5, 62)})"/>`).join('') +
    disc(200, 150, 13, inks.accent)
  );
};
