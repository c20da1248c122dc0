import { backdrop } from '../backdrop.js';
import { at, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** Two pairs of lashes like resting fans. */
export const lashes: Motif = (sheet) => {
  const { inks, random } = sheet;
  const curl = random.between(10, 26);
  const fan = (x: number, y: number, colour: string): string => {
    const hairs = times(17, (i) => {
      const angle = 124 + i * 7;
      const length = 22 + 14 * Math.sin((i / 16) * Math.PI) + (i % 3) * 8;
      return `M${at(x, y, 62, angle)}Q${at(x, y, 62 + length * 0.6, angle + (i - 8) * 0.4)} ${at(x, y, 62 + length, angle + ((i - 8) / 8) * curl * 0.5)}`;
    }).join('');
    return stroke(`M${at(x, y, 62, 118)}A62 62 0 0 1 ${at(x, y, 62, 242)}`, colour, 6) + stroke(hairs, colour, 3);
  };
  return backdrop(sheet) + fan(118, 104, inks.form) + fan(282, 104, inks.form) + stroke('M80 92q38-22 76 0M244 92q38-22 76 0', inks.accent, 4);
};
