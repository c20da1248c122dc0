import { dots } from '../pen.js';
import type { Motif } from '../sheet.js';

/** A field of dots that swells where the numbers are. */
export const dotField: Motif = ({ inks, random }) => {
  const [x, y] = [random.between(130, 270), random.between(110, 190)];
  const [x2, y2] = [400 - x + random.between(-20, 20), 300 - y];
  const sizes: [number, number][][] = [[], [], [], [], [], []];
  for (let i = 0; i < 17 * 12; i += 1) {
    const [px, py] = [48 + (i % 17) * 19, 46 + Math.floor(i / 17) * 19];
    const near = Math.exp(-((px - x) ** 2 + (py - y) ** 2) / 7200) + 0.55 * Math.exp(-((px - x2) ** 2 + (py - y2) ** 2) / 4200);
    sizes[Math.min(5, Math.floor(near * 6))]?.push([px, py]);
  }
  const fills = [inks.field, inks.form, inks.form, inks.form, inks.form, inks.accent];
  return sizes.map((points, i) => dots(points, fills[i] ?? inks.form, 1.8 + i * 1.35)).join('');
};
