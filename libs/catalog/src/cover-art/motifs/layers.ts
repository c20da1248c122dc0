import { backdrop } from '../backdrop.js';
import { box, shape, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** A vase growing layer by layer under a nozzle. */
export const layers: Motif = (sheet) => {
  const { inks, random } = sheet;
  const phase = random.between(0, 6.3);
  const swell = random.between(16, 30);
  const pill = (i: number): string => {
    const width = 86 + swell * Math.sin(phase + i / 2.6) + i * 3;
    return box(200 - width / 2, 112 + i * 12.4, width, 10.4, i === 0 ? inks.accent : i % 2 ? inks.form : inks.shade, 5.2);
  };
  return (
    backdrop(sheet) +
    stroke('M92 44v216M308 44v216M92 60h216', inks.form, 5) +
    box(172, 46, 56, 34, inks.shade, 5) +
    shape('M184 80h32l-10 22h-12z', inks.shade) +
    times(11, pill).join('') +
    box(76, 251, 248, 12, inks.form, 4)
  );
};
