import { box, disc, n, shape, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** One film frame with a landscape in it; a micro-drama stands upright. */
export const frames: Motif = ({ inks, random, leaf }) => {
  const upright = leaf === 'dp.film.microdrama';
  const [width, height] = upright ? [136, 212] : [276, 164];
  const [x, y] = [200 - width / 2, 150 - height / 2];
  const base = y + height;
  const rise = (): number => y + height * random.between(0.42, 0.72);
  const hills = (opacity: number, start: number): string =>
    shape(`M${x} ${n(start)}C${n(x + width * 0.25)} ${n(rise())} ${n(x + width * 0.4)} ${n(rise())} ${n(x + width * 0.6)} ${n(rise())}S${n(x + width * 0.9)} ${n(rise())} ${x + width} ${n(rise())}V${base}H${x}z`, inks.shade, ` opacity="${opacity}"`);
  const holes = upright
    ? times(9, (i) => `M${x - 16} ${y + 2 + i * 26}v0M${x + width + 16} ${y + 2 + i * 26}v0`)
    : times(11, (i) => `M${x + 8 + i * 26} ${y - 18}h0M${x + 8 + i * 26} ${base + 18}h0`);
  const [px, py] = upright ? [32, 14] : [14, 36];
  return (
    box(x - px, y - py, width + 2 * px, height + 2 * py, inks.form, 8) +
    stroke(holes.join(''), inks.onForm, 10, ' stroke-linecap="square"') +
    box(x, y, width, height, inks.onForm, 4) +
    disc(x + width * random.between(0.28, 0.72), y + height * random.between(0.3, 0.42), height * (upright ? 0.13 : 0.2), inks.accent) +
    hills(0.45, y + height * 0.62) +
    hills(1, base - height * 0.22)
  );
};
