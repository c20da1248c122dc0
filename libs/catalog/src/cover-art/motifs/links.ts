import { at, disc, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** Three hexagons that hold one another. */
export const links: Motif = (sheet) => {
  const { inks, random } = sheet;
  const tilt = random.pick([-12, 0, 12]);
  const hexagon = (x: number, radius: number): string => times(6, (i) => `${i ? 'L' : 'M'}${at(x, 150, radius, i * 60)}`).join('') + 'z';
  const link = (x: number, colour: string): string => stroke(hexagon(x, 58), inks.ground, 24) + stroke(hexagon(x, 58), colour, 15);
  const half = (x: number, colour: string): string => {
    const d = `M${at(x, 150, 58, 0)}L${at(x, 150, 58, 60)} ${at(x, 150, 58, 84)}`;
    return stroke(d, inks.ground, 24, ' stroke-linecap="butt"') + stroke(`M${at(x, 150, 58, -6)}L${d.slice(1)}`, colour, 15);
  };
  return `${disc(200, 150, 112, inks.haze)}<g transform="rotate(${tilt} 200 150)">${link(116, inks.form)}${link(284, inks.form)}${link(200, inks.accent)}${half(116, inks.form)}${half(200, inks.accent)}${[116, 200, 284].map((x) => disc(x, 150, 12, inks.shade)).join('')}</g>`;
};
