import { inksFor } from './inks.js';
import { motifFor } from './motif-for.js';
import { paper } from './paper.js';
import { hash32, seededRandom } from './seeded-random.js';
import type { Sheet } from './sheet.js';

export interface CoverSubject {
  readonly productId: string;
  /** Taxonomy leaf id, such as `g.ceramics.tea`. */
  readonly taxonomy: string;
  readonly deliveryMethod: string;
  /** Two `#rrggbb` colours of the product's cluster: the deep one, then the accent. */
  readonly palette: readonly [string, string];
}

/**
 * Draws the cover of a product that has no picture of its own: a standalone SVG of 400 by 300 units, under 4 kB, without
 * words, scripts or references to anything outside. Equal subjects give equal text for ever; the picture is decoration
 * beside the product's name and so hidden from assistive technology when inlined.
 */
export function coverArt({ productId, taxonomy, deliveryMethod, palette }: CoverSubject): string {
  const random = seededRandom(`${productId}|${taxonomy}|${deliveryMethod}`);
  const sheet: Sheet = { inks: inksFor(palette, random), random, leaf: taxonomy, key: `c${hash32(productId).toString(36)}` };
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300" fill="none" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">' +
    `${paper(sheet)}${motifFor(taxonomy)(sheet)}</svg>`
  );
}
