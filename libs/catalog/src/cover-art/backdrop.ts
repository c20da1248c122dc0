import { box, disc, shape } from './pen.js';
import type { Sheet } from './sheet.js';

/** The one large quiet shape behind the form: sun, arch, window or horizon. */
export function backdrop({ inks, random }: Sheet): string {
  const drift = random.between(-22, 22);
  return random.pick([
    disc(200 + drift, 146, 112, inks.field),
    shape(`M${84 + Math.round(drift)} 300V146a116 116 0 0 1 232 0v154z`, inks.field),
    box(70, 34, 260, 232, inks.field, 6),
    box(0, 196, 400, 104, inks.field) + disc(200 + drift * 3, 108, 62, inks.field),
  ]);
}
