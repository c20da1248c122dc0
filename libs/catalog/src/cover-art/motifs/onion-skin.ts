import { at, box, disc, n, oval, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** A ball's bounce drawn as the animator sees it: earlier positions fade, the present one is solid. */
export const onionSkin: Motif = (sheet) => {
  const { inks, random } = sheet;
  const floor = 232;
  const bounce = random.between(128, 152);
  const place = (i: number): [number, number] => {
    const phase = i / 8;
    const t = phase < 0.5 ? phase * 2 : (phase - 0.5) * 2;
    const top = phase < 0.5 ? bounce : bounce * 0.62;
    return [78 + i * 31, floor - 24 - top * 4 * t * (1 - t)];
  };
  const path = times(33, (i) => place(i / 4)).map(([x, y], i) => `${i ? 'L' : 'M'}${n(x)} ${n(y)}`).join('');
  return (
    box(0, floor, 400, 68, inks.field) +
    stroke(path, inks.form, 1.5, ' stroke-dasharray="1 6"') +
    times(8, (i) => {
      const [x, y] = place(i);
      return `<g opacity="${n(0.15 + i * 0.06)}">${disc(x, y, 24, inks.form)}</g>`;
    }).join('') +
    oval(326, floor + 8, 34, 5, inks.shade, ' opacity=".35"') +
    disc(326, floor - 26, 26, inks.accent) +
    stroke(`M${at(326, floor - 26, 16, 290)}A16 16 0 0 1 ${at(326, floor - 26, 16, 350)}`, inks.onForm, 3)
  );
};
