import { at, disc, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** A hub and its sensors on a hexagonal mesh. */
export const mesh: Motif = ({ inks, random }) => {
  const turn = random.between(-12, 12);
  const inner = times(6, (i) => at(200, 150, 62, turn + i * 60));
  const outer = times(12, (i) => at(200, 150, i % 2 ? 108 : 124, turn + i * 30));
  const awake = random.whole(0, 11);
  const dot = (place: string | undefined, radius: number, fill: string): string => `<circle r="${radius}" fill="${fill}" transform="translate(${place})"/>`;
  const lines = inner.map((p, i) => `M200 150L${p} ${inner[(i + 1) % 6]}M${p}L${outer[i * 2]}M${outer[i * 2 + 1]}L${p}M${outer[i * 2 + 1]}L${inner[(i + 1) % 6]}`).join('');
  return (
    disc(200, 150, 132, inks.haze) +
    stroke(lines, inks.form, 1.6) +
    outer.map((p, i) => dot(p, i % 2 ? 5 : 8, i === awake || i === (awake + 5) % 12 ? inks.accent : inks.form)).join('') +
    inner.map((p) => dot(p, 11, inks.shade)).join('') +
    disc(200, 150, 30, inks.form) +
    times(2, (i) => stroke(`M${at(200, 158, 10 + i * 9, -50)}A${10 + i * 9} ${10 + i * 9} 0 0 1 ${at(200, 158, 10 + i * 9, 50)}`, inks.onForm, 3.5)).join('') +
    disc(200, 160, 4, inks.accent)
  );
};
