import type { Inks } from './inks.js';
import type { SeededRandom } from './seeded-random.js';

/** What a motif draws on: 400 by 300 units, the focal form inside a margin of 36. */
export interface Sheet {
  readonly inks: Inks;
  readonly random: SeededRandom;
  /** Taxonomy leaf, so that one family can show its kinds (a plate, a cup, a vase). */
  readonly leaf: string;
  /** Prefix for element ids; two covers inlined in one page must not share one. */
  readonly key: string;
}

/** Draws the picture without ground and texture; returns SVG elements. */
export type Motif = (sheet: Sheet) => string;
