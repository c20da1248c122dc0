import { backdrop } from '../backdrop.js';
import { n, shape, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** A sprig with paired leaves, as in an herbal. */
export const sprig: Motif = (sheet) => {
  const { inks, random } = sheet;
  const bend = random.between(-20, 20);
  const leaf = (i: number): string => {
    const y = 222 - i * 34;
    const x = 200 + bend * Math.sin((i / 5) * 3);
    const length = 78 - i * 9;
    const one = (side: number, fill: string): string =>
      shape(`M${n(x)} ${n(y)}q${n(side * length * 0.3)} ${n(-length * 0.55)} ${n(side * length)} ${n(-length * 0.42)}q${n(side * -length * 0.3)} ${n(length * 0.5)} ${n(side * -length)} ${n(length * 0.42)}z`, fill) +
      stroke(`M${n(x)} ${n(y)}l${n(side * length * 0.72)} ${n(-length * 0.3)}`, inks.onForm, 1);
    return one(-1, inks.form) + one(1, i % 2 ? inks.shade : inks.form);
  };
  return (
    backdrop(sheet) +
    stroke(`M200 268Q${n(200 + bend)} 180 200 62`, inks.shade, 3.5) +
    times(5, leaf).join('') +
    shape('M200 70q-14-20 0-40 14 20 0 40z', inks.accent)
  );
};
