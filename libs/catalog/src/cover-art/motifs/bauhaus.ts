import { box, shape, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** A grid of quarter discs, bars and triangles: type and layout without a letter. */
export const bauhaus: Motif = ({ inks, random }) => {
  const size = 58;
  const cell = (i: number): string => {
    const [x, y] = [84 + (i % 4) * size, 63 + Math.floor(i / 4) * size];
    const [back, front] = random.pick([[inks.field, inks.form], [inks.form, inks.onForm], [inks.haze, inks.accent], [inks.accent, inks.shade]] as const) as [string, string];
    const figure = random.pick([
      `M${x} ${y}h${size}a${size} ${size} 0 0 1-${size} ${size}z`,
      `M${x + size} ${y + size}h-${size}a${size} ${size} 0 0 1 ${size}-${size}z`,
      `M${x} ${y}a29 29 0 0 0 ${size} 0zm0 ${size}a29 29 0 0 1 ${size} 0z`,
      `M${x} ${y + size}l${size}-${size}v${size}z`,
      `M${x + 29} ${y + 9}a20 20 0 1 0 .1 0z`,
      `M${x} ${y}h14v${size}h-14zm29 0h14v${size}h-14z`,
    ]);
    return box(x, y, size, size, back) + shape(figure, front);
  };
  return times(12, cell).join('');
};
