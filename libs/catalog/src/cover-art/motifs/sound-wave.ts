import { disc, n, ring, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** Mirrored bars under one envelope, before a quiet sun. */
export const soundWave: Motif = ({ inks, random }) => {
  const crest = random.between(0.3, 0.7);
  const bars = times(33, (i) => {
    const distance = Math.abs(i / 32 - crest);
    const height = 6 + 84 * Math.exp(-((distance * 3.4) ** 2)) * random.between(0.45, 1);
    return [56 + i * 9, height] as const;
  });
  const d = (from: number, to: number): string => bars.slice(from, to).map(([x, h]) => `M${x} ${n(150 - h)}v${n(h * 2)}`).join('');
  const played = Math.round(crest * 32);
  return (
    disc(56 + played * 9, 150, 112, inks.field) +
    ring(56 + played * 9, 150, 128, inks.field, 1.5) +
    ring(56 + played * 9, 150, 144, inks.field, 1) +
    stroke(d(0, played), inks.form, 5) +
    stroke(d(played, 33), inks.accent, 5)
  );
};
