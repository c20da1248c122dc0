import { backdrop } from '../backdrop.js';
import { at, box, disc, shape, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** A toy car with large wheels. */
export const toyCar: Motif = (sheet) => {
  const { inks, random } = sheet;
  const cabin = random.pick(['M128 132q8-52 58-52h34q44 0 62 52z', 'M112 132V92q0-12 12-12h116q12 0 18 12l24 40z', 'M170 132l14-44q3-10 14-10h28q34 0 52 54z']);
  const wheel = (x: number): string => disc(x, 204, 38, inks.shade) + disc(x, 204, 22, inks.onForm) + stroke(times(3, (i) => `M${at(x, 204, 18, i * 60 + 10)}L${at(x, 204, 18, i * 60 + 190)}`).join(''), inks.shade, 3) + disc(x, 204, 7, inks.accent);
  return (
    backdrop(sheet) +
    shape(cabin, inks.form) +
    `<g transform="translate(34.5 22) scale(.835)">${shape(cabin, inks.onForm)}</g>` +
    stroke('M204 84v48', inks.form, 8) +
    box(60, 128, 280, 72, inks.form, 26) +
    stroke('M84 164h232', inks.accent, 8) +
    disc(324, 152, 9, inks.onForm) +
    wheel(128) + wheel(276) +
    stroke('M36 244h328', inks.form, 3) +
    stroke(`M40 ${random.whole(96, 110)}h40M28 122h26`, inks.accent, 3)
  );
};
