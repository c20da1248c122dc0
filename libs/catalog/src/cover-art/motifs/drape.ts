import { box, disc, n, shape, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** Cloth in long folds, hung from a rail. */
export const drape: Motif = ({ inks, random }) => {
  const folds = random.whole(7, 9);
  const width = 280 / folds;
  const fills = [inks.form, inks.shade, inks.form, inks.accent];
  const sway = random.between(-16, 16);
  const fold = (i: number): string => {
    const x = 60 + i * width;
    const edge = (from: number, down: boolean): string => (down ? `C${n(from + sway)} 120 ${n(from - sway)} 180 ${n(from + 4)} 252` : `C${n(from - sway)} 180 ${n(from + sway)} 120 ${n(from)} 52`);
    return shape(`M${n(x)} 52${edge(x, true)}Q${n(x + width / 2)} ${i % 2 ? 244 : 264} ${n(x + width + 4)} 252${edge(x + width, false)}z`, fills[i % 4] ?? inks.form);
  };
  const sheen = times(folds, (i) => `M${n(66 + i * width)} 70C${n(66 + i * width + sway)} 120 ${n(66 + i * width - sway)} 180 ${n(70 + i * width)} 232`).join('');
  return box(40, 66, 320, 196, inks.haze) + times(folds, fold).join('') + stroke(sheen, inks.onForm, 1.2, ' opacity=".7"') + stroke('M44 48h312', inks.shade, 7) + disc(44, 48, 8, inks.accent) + disc(356, 48, 8, inks.accent);
};
