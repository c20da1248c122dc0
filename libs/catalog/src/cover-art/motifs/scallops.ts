import { box, disc } from '../pen.js';
import type { Motif } from '../sheet.js';

/** A repeat of overlapping waves on a sample card. */
export const scallops: Motif = ({ inks, random, key }) => {
  const rings = random.pick<readonly number[]>([
    [32, 25, 17, 8],
    [32, 28, 18, 10],
    [32, 21, 14, 6],
  ]);
  const fills = random.pick<readonly string[]>([
    [inks.onForm, inks.form, inks.onForm, inks.accent],
    [inks.onForm, inks.form, inks.accent, inks.onForm],
    [inks.form, inks.onForm, inks.form, inks.accent],
  ]);
  const wave = ([x, y]: readonly [number, number]): string => rings.map((radius, i) => disc(x, y, radius, fills[i] ?? inks.form)).join('');
  const places = [[0, 0], [64, 0], [32, 16], [0, 32], [64, 32], [32, 48], [0, 64], [64, 64]] as const;
  return (
    `<pattern id="${key}s" width="64" height="32" patternUnits="userSpaceOnUse" x="72" y="54">${places.map(wave).join('')}</pattern>` +
    box(80, 62, 256, 192, inks.field, 2) +
    box(72, 54, 256, 192, `url(#${key}s)`)
  );
};
