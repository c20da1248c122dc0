import { at, disc, n, ring, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** A plate from above: crackled well, painted rim. */
export const plate: Motif = (sheet) => {
  const { inks, random } = sheet;
  const marks = random.pick([12, 16, 20]);
  const leafAt = (i: number): string => `<path d="M200 44q9 12 0 26-9-14 0-26z" fill="${i % 2 ? inks.accent : inks.onForm}" transform="rotate(${n((i * 360) / marks)} 200 150)"/>`;
  const cracks = times(9, (i) => {
    const start = i * 40 + random.between(-12, 12);
    return `M${at(200, 150, random.between(6, 20), start)}L${at(200, 150, 38, start + random.between(-22, 22))} ${at(200, 150, 66, start + random.between(-10, 10))}M${at(200, 150, 38, start)}L${at(200, 150, 50, start + 26)} ${at(200, 150, 66, start + 22)}`;
  }).join('');
  return (
    disc(208, 160, 116, inks.field) +
    disc(200, 150, 114, inks.form) +
    ring(200, 150, 109, inks.onForm, 1.5) +
    times(marks, leafAt).join('') +
    ring(200, 150, 74, inks.shade, 3) +
    disc(200, 150, 68, inks.onForm) +
    stroke(cracks, inks.form, 1.1) +
    ring(200, 150, 68, inks.accent, 2)
  );
};
