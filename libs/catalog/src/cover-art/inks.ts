import { INK, luminance, mix, PAPER } from './colour.js';
import type { SeededRandom } from './seeded-random.js';

/** The colours of one print by their part in the picture; every motif draws with these alone. */
export interface Inks {
  readonly ground: string;
  /** A breath away from the ground: paper texture only. */
  readonly haze: string;
  /** The shape behind the focal form. */
  readonly field: string;
  readonly form: string;
  /** A second facet of the form. */
  readonly shade: string;
  readonly accent: string;
  /** Details that lie on the form. */
  readonly onForm: string;
}

/** Darkens a colour until it holds a form on paper white. */
function deepened(colour: string): string {
  let deep = colour;
  while (luminance(deep) > 0.22) deep = mix(deep, INK, 0.18);
  return deep;
}

/** Four ways to print one palette, as a press would: by day, on warm paper, by night, and as a solid plate. */
export function inksFor([first, second]: readonly [string, string], random: SeededRandom): Inks {
  const main = deepened(first);
  const dark = mix(main, INK, 0.5);
  const printings: readonly [Inks, ...Inks[]] = [
    { ground: mix(main, PAPER, 0.9), haze: mix(main, PAPER, 0.83), field: mix(main, PAPER, 0.7), form: main, shade: dark, accent: second, onForm: mix(main, PAPER, 0.93) },
    { ground: mix(second, PAPER, 0.8), haze: mix(second, PAPER, 0.7), field: mix(second, PAPER, 0.42), form: main, shade: dark, accent: mix(second, INK, 0.16), onForm: mix(second, PAPER, 0.88) },
    { ground: mix(main, INK, 0.62), haze: mix(main, INK, 0.52), field: mix(main, INK, 0.18), form: mix(main, PAPER, 0.88), shade: mix(main, PAPER, 0.58), accent: second, onForm: mix(main, INK, 0.45) },
    { ground: main, haze: mix(main, PAPER, 0.07), field: mix(main, INK, 0.3), form: mix(second, PAPER, 0.86), shade: mix(second, PAPER, 0.55), accent: second, onForm: mix(main, INK, 0.25) },
  ];
  return random.pick(printings);
}
