import bidiFactory, { type Bidi, type EmbeddingLevels } from 'bidi-js';

// Its types say that the factory is a property `default`; Node.js hands over the factory itself.
const factory = bidiFactory as unknown as () => Bidi;
let made: Bidi | undefined;
const bidi = () => (made ??= factory());

/** Of one paragraph: `auto` takes the direction of its first letter, as for a name or an address that may be in any script. */
export type BaseDirection = 'ltr' | 'rtl' | 'auto';

/** Levels of the Unicode bidirectional algorithm (UAX 9): odd ones run right to left. */
export function levelsOf(text: string, base: BaseDirection): EmbeddingLevels {
  return bidi().getEmbeddingLevels(text, base);
}

/** Runs of one line in the order in which they are drawn from left to right (rule L2). `runs` are in logical order, one level each. */
export function visualOrder<Run extends { readonly level: number }>(runs: readonly Run[]): Run[] {
  const ordered = [...runs];
  const highest = Math.max(0, ...runs.map(({ level }) => level));
  for (let level = highest; level >= 1; level -= 1) {
    for (let start = 0; start < ordered.length; start += 1) {
      let end = start;
      while (end < ordered.length && (ordered[end]?.level ?? 0) >= level) end += 1;
      if (end - start > 1) ordered.splice(start, end - start, ...ordered.slice(start, end).reverse());
      start = Math.max(start, end - 1);
    }
  }
  return ordered;
}

/** Brackets turn round in right-to-left text (rule L4). */
export function mirrored(text: string): string {
  return Array.from(text, (character) => bidi().getMirroredCharacter(character) ?? character).join('');
}
