import { box } from './pen.js';
import type { Sheet } from './sheet.js';

/** The sheet itself: ground colour and a laid, dotted or twill texture that is felt more than seen. */
export function paper({ inks, random, key }: Sheet): string {
  const grain = random.pick([
    `<path d="M0 3h6" stroke="${inks.haze}"/>`,
    `<path d="M3 3h0" stroke="${inks.haze}" stroke-width="1.6"/>`,
    `<path d="M-1 1l2-2M0 6l6-6M5 7l2-2" stroke="${inks.haze}" stroke-width=".8"/>`,
  ]);
  const pattern = `<pattern id="${key}g" width="6" height="6" patternUnits="userSpaceOnUse">${grain}</pattern>`;
  return `${pattern}${box(0, 0, 400, 300, inks.ground)}${box(0, 0, 400, 300, `url(#${key}g)`)}`;
}
