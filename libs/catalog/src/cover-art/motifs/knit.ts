import { box, shape, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** Knit stitches with a band of seeded figures. */
export const knit: Motif = ({ inks, random, key }) => {
  const stitch = (x: number, y: number): string => `M${x} ${y}l7 8 7-8v7l-7 8-7-8z`;
  const figure = times(5, () => times(4, () => random.whole(0, 1)));
  const cells = figure.flatMap((row, r) => row.flatMap((on, c) => (on ? [stitch(c * 14, r * 10), stitch((6 - c) * 14, r * 10), stitch(c * 14, (8 - r) * 10), stitch((6 - c) * 14, (8 - r) * 10)] : [])));
  const unique = [...new Set(cells)].join('');
  return (
    `<pattern id="${key}k" width="14" height="10" patternUnits="userSpaceOnUse" x="60" y="50">${shape(`${stitch(0, -10)}${stitch(0, 0)}`, inks.form)}</pattern>` +
    `<pattern id="${key}f" width="98" height="90" patternUnits="userSpaceOnUse" x="60" y="110">${shape(unique, inks.accent)}</pattern>` +
    box(68, 58, 280, 200, inks.haze, 6) +
    box(60, 50, 280, 200, inks.shade, 6) +
    box(60, 50, 280, 200, `url(#${key}k)`) +
    box(60, 110, 280, 90, `url(#${key}f)`)
  );
};
