import { box, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** A swatch of cloth: seeded warp and weft stripes, fringed at both ends. */
export const weave: Motif = ({ inks, random, key }) => {
  const colours = [inks.form, inks.form, inks.shade, inks.accent, inks.onForm, inks.field] as const;
  const sett = times(5, () => [random.pick(colours), random.whole(5, 18)] as const);
  const run = [...sett, ...sett.toReversed()];
  const size = run.reduce((sum, [, width]) => sum + width, 0);
  const stripes = (vertical: boolean): string => {
    let from = 0;
    return run.map(([colour, width]) => {
      const one = vertical ? box(from, 0, width, size, colour) : box(0, from, size, width, colour);
      from += width;
      return one;
    }).join('');
  };
  const pattern = (id: string, width: number, body: string): string => `<pattern id="${key}${id}" width="${width}" height="${width}" patternUnits="userSpaceOnUse" x="62" y="58">${body}</pattern>`;
  const fringe = (y: number): string => times(35, (i) => `M${65 + i * 8} ${y}v${random.whole(9, 13)}`).join('');
  return (
    pattern('w', size, stripes(true)) +
    pattern('v', size, stripes(false)) +
    pattern('t', 6, `<path d="M0 0h3v3H0zM3 3h3v3H3z" fill="#fff"/>`) +
    `<mask id="${key}m">${box(62, 58, 276, 184, `url(#${key}t)`)}</mask>` +
    box(70, 66, 276, 192, inks.haze, 2) +
    stroke(fringe(242) + fringe(46), inks.form, 2) +
    box(62, 58, 276, 184, `url(#${key}w)`) +
    `<rect x="62" y="58" width="276" height="184" fill="url(#${key}v)" mask="url(#${key}m)"/>`
  );
};
