import { box, disc, shape, stroke } from '../pen.js';
import type { Motif } from '../sheet.js';

/** Bamboo stems and leaves. */
export const bamboo: Motif = ({ inks, random }) => {
  const stem = (x: number, width: number, fill: string): string => {
    let y = random.whole(-40, 0);
    let d = '';
    while (y < 300) {
      const length = random.whole(62, 92);
      d += box(x, y, width, length - 4, fill, 3) + stroke(`M${x + width * 0.3} ${y + 8}v${length - 22}`, inks.onForm, 1.6, ' opacity=".6"');
      y += length;
    }
    return d;
  };
  const leaf = (x: number, y: number, turn: number): string => shape('M0 0q34-17 72 0-38 15-72 0z', inks.accent, ` transform="translate(${x} ${y}) rotate(${turn})"`);
  const spray = (x: number, y: number): string => [-24, 8, 42].map((turn) => leaf(x, y, turn + random.whole(-8, 8))).join('');
  return disc(250, 130, 96, inks.field) + stem(96, 20, inks.shade) + stem(140, 30, inks.form) + stem(262, 16, inks.shade) + spray(170, random.whole(70, 110)) + spray(278, random.whole(150, 190));
};
