import { backdrop } from '../backdrop.js';
import { disc, dots, n, oval, shape, stroke } from '../pen.js';
import type { Motif } from '../sheet.js';

/** A soft bear, looking a little to one side. */
export const bear: Motif = (sheet) => {
  const { inks, random } = sheet;
  const look = random.between(-8, 8);
  const stitches = ' stroke-dasharray="5 6"';
  return (
    backdrop(sheet) +
    shape('M108 300q6-74 92-74t92 74z', inks.shade) +
    disc(132, 84, 36, inks.form) + disc(268, 84, 36, inks.form) +
    disc(132, 84, 18, inks.accent) + disc(268, 84, 18, inks.accent) +
    oval(200, 152, 104, 92, inks.form) +
    oval(200 + look, 186, 48, 36, inks.onForm) +
    dots([[158 + look, 140], [242 + look, 140]], inks.onForm, 9) +
    oval(200 + look, 170, 13, 9, inks.shade) +
    stroke(`M${n(200 + look)} 180v12m-14 6q14 10 28 0`, inks.shade, 3) +
    stroke('M200 62v40', inks.onForm, 2, stitches) +
    shape('M200 252l-40-20q-8 22 0 42zM200 252l40-20q8 22 0 42z', inks.accent) +
    disc(200, 252, 10, inks.onForm)
  );
};
