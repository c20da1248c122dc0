import { box, disc, oval, shape, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** Pendant lamps and the pools of light below them. */
export const lamps: Motif = ({ inks, random }) => {
  const shades = [
    (x: number, y: number): string => shape(`M${x - 14} ${y}h28l26 48h-80z`, inks.form),
    (x: number, y: number): string => shape(`M${x - 42} ${y + 46}a42 42 0 0 1 84 0z`, inks.form),
    (x: number, y: number): string => oval(x, y + 28, 38, 31, inks.form) + stroke(`M${x - 13} ${y}q-16 28 0 56M${x + 13} ${y}q16 28 0 56M${x} ${y}v56`, inks.onForm, 1.3),
    (x: number, y: number): string => box(x - 20, y, 40, 54, inks.form, 8) + stroke(`M${x - 14} ${y + 18}h28M${x - 14} ${y + 30}h28`, inks.onForm, 2),
  ] as const;
  const kind = random.pick(shades);
  const lamp = (i: number): string => {
    const x = 104 + i * 96;
    const drop = random.whole(52, 122) - (i === 1 ? 14 : 0);
    return stroke(`M${x} 0v${drop}`, inks.form, 2.5) + shape(`M${x - 30} ${drop + 46}L${x - 62} 300h124l-32-${254 - drop}z`, inks.accent, ' opacity=".22"') + disc(x, drop + 48, 15, inks.accent) + kind(x, drop) + box(x - 7, drop - 9, 14, 11, inks.shade, 2);
  };
  return disc(200, 150, 122, inks.haze) + times(3, lamp).join('');
};
