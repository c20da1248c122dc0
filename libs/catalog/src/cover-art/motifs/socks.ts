import { backdrop } from '../backdrop.js';
import { box, shape, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** A pair of striped socks. */
export const socks: Motif = (sheet) => {
  const { inks, random } = sheet;
  const gap = random.pick([14, 18, 24]);
  const stripes = times(4, (i) => `M0 ${34 + i * gap}h58`).join('');
  const sock = (x: number, y: number, fill: string): string =>
    `<g transform="translate(${x} ${y})">${shape('M0 0h58v112q2 12 14 18l26 14q22 12 12 34-6 12-24 12H62Q0 188 0 124z', fill)}${stroke(stripes, inks.accent, 7, ' stroke-linecap="butt"')}${box(-3, -4, 64, 20, inks.shade, 4)}${shape('M72 190h14q18 0 24-12 8-17-4-28-26 8-34 40z', inks.accent)}${shape('M0 124q0 34 20 50 20-28-2-66H0z', inks.shade)}</g>`;
  return backdrop(sheet) + sock(96, 46, inks.form) + sock(186, 62, inks.form);
};
