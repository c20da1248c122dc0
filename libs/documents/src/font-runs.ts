import { chooseFamily, isUnseen } from './choose-family.js';
import { mirrored } from './direction.js';
import { faceOf, type Family, type Weight } from './faces.js';

/** A stretch of one line in one font and one direction. */
export interface FontRun {
  readonly family: Family;
  readonly level: number;
  /** As it is given to the shaper: for right to left with brackets mirrored, and turned round where the script does not turn itself. */
  readonly text: string;
}

interface Piece { family: Family; level: number; text: string }

/** Cuts a stretch of a paragraph into runs, in logical order. `levels` are those of the paragraph, by UTF-16 unit. */
export function fontRuns(text: string, start: number, end: number, levels: Uint8Array, isChinese: boolean): FontRun[] {
  const pieces: Piece[] = [];
  let at = start;
  for (const character of text.slice(start, end)) {
    const level = levels[at] ?? 0;
    at += character.length;
    if (isUnseen(character)) continue;
    const last = pieces.at(-1);
    const family = chooseFamily(character, last?.family, isChinese);
    if (last && last.level === level && last.family === (family ?? 'latin')) last.text += family ? character : missing;
    else pieces.push({ family: family ?? 'latin', level, text: family ? character : missing });
  }
  return pieces.map((piece) => ({ ...piece, text: shaped(piece) }));
}

/** Drawn for a character that no font of ours has. */
const missing = '\ufffd';

function shaped({ level, text }: Piece): string {
  if (level % 2 === 0) return text;
  const turned = mirrored(text);
  return /\p{Script=Arabic}/u.test(text) ? turned : Array.from(new Intl.Segmenter().segment(turned), ({ segment }) => segment).reverse().join('');
}

const widths = new Map<string, number>();
const keptWidths = 20_000;

/** In points. */
export function widthOf({ family, text }: FontRun, weight: Weight, sizePoints: number): number {
  const key = `${family} ${weight} ${text}`;
  let ems = widths.get(key);
  if (ems === undefined) {
    const face = faceOf(family, weight);
    ems = face.layout(text, []).advanceWidth / face.unitsPerEm;
    if (widths.size >= keptWidths) widths.clear();
    widths.set(key, ems);
  }
  return ems * sizePoints;
}
