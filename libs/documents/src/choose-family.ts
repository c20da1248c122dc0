import { faceOf, families, type Family } from './faces.js';

const known = new Map<string, Family | undefined>();
const own: readonly (readonly [RegExp, Family])[] = [
  [/[\p{Script=Arabic}\u060c\u061b\u061f\u0640\u0660-\u0669]/u, 'arabic'],
  [/\p{Script=Thai}/u, 'thai'],
  [/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u, 'han'],
];
/** Latin and Chinese share the code points of these; Chinese sets them on a full square. */
const sharedWithChinese = /[“”‘’…—·]/u;
const joinsWhatIsBefore = /[\p{Script=Inherited}\p{M}\u200c\u200d\s]/u;
const unseen = /[\p{Cc}\u200e\u200f\u061c\u2028-\u202e\u2060\u2066-\u2069\ufeff]/u;

/** Controls of direction and the like: they steer the layout and have no glyph. */
export function isUnseen(character: string): boolean {
  return unseen.test(character);
}

/**
 * Which family draws a character: the one of its script, else the one of the character before where that has it too, else the first that has it.
 * Undefined where none has: then the replacement character stands in its place.
 */
export function chooseFamily(character: string, before: Family | undefined, isChinese: boolean): Family | undefined {
  if (before && joinsWhatIsBefore.test(character) && has(before, character)) return before;
  if (isChinese && sharedWithChinese.test(character)) return 'han';
  if (known.has(character)) return known.get(character);
  const preferred = own.find(([script]) => script.test(character))?.[1];
  const family = [...(preferred ? [preferred] : []), ...families].find((candidate) => has(candidate, character));
  known.set(character, family);
  return family;
}

function has(family: Family, character: string): boolean {
  return faceOf(family, 'regular').hasGlyphForCodePoint(character.codePointAt(0) ?? 0);
}
