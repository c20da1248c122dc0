import { at, box, disc, oval, shape, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** A page of panels without words. */
export const comicPanels: Motif = ({ inks, random }) => {
  const split = random.whole(96, 132);
  const second = random.whole(80, 120);
  return (
    box(116, 26, 184, 250, inks.field, 3) +
    box(108, 20, 184, 250, inks.form, 3) +
    box(120, 32, 160, split - 40, inks.onForm, 2) +
    disc(random.whole(150, 250), split - 34, 16, inks.accent) +
    shape(`M120 ${split - 8}l52-34 36 20 32-26 40 26v14z`, inks.shade) +
    box(120, split + 4, second - 28, 74, inks.accent, 2) +
    box(100 + second, split + 4, 180 - second, 74, inks.onForm, 2) +
    stroke(times(5, (i) => `M${128 + i * ((second - 44) / 4)} ${split + 14}v${random.whole(24, 52)}`).join(''), inks.ground, 3) +
    oval(190 + second / 2, split + 34, 24, 15, inks.form) +
    box(120, split + 88, 160, 172 - split, inks.onForm, 2) +
    stroke(times(9, (i) => `M200 ${split + 130}L${at(200, split + 130, random.whole(26, 36), i * 40)}`).join(''), inks.form, 3)
  );
};
