import { backdrop } from '../backdrop.js';
import { box, n, shape, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** A hanging scroll with columns of brush dabs: the rhythm of a text, no letters of any script. */
export const brushLines: Motif = (sheet) => {
  const { inks, random } = sheet;
  const dab = (x: number, y: number, length: number): string => {
    const sway = random.between(-2, 2);
    return `M${n(x)} ${n(y)}q${n(5 + sway)} ${n(length * 0.3)} 0 ${n(length)}q${n(-6 + sway)} ${n(-length * 0.5)} 0 ${n(-length)}z`;
  };
  const column = (x: number, from: number): string => {
    let [y, d] = [from, ''];
    while (y < 212) {
      const length = random.between(10, 34);
      d += dab(x, y, Math.min(length, 226 - y));
      y += length + random.between(5, 9);
    }
    return d;
  };
  const columns = random.whole(4, 5);
  const d = times(columns, (i) => column(262 - i * 25, 80 + (i === 0 ? 0 : random.whole(0, 2) * 8))).join('');
  return (
    backdrop(sheet) +
    box(122, 38, 156, 224, inks.form, 2) +
    box(132, 62, 136, 176, inks.onForm) +
    stroke('M108 38h184M108 262h184', inks.shade, 8) +
    stroke('M200 38l-24-22M200 38l24-22', inks.shade, 1.5) +
    shape(d, inks.form, ` stroke="${inks.form}" stroke-width="3"`) +
    box(142, 210, 16, 16, inks.accent, 2)
  );
};
