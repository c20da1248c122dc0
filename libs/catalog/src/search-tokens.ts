const words = new Intl.Segmenter('und', { granularity: 'word' });

/** Scripts written without spaces, whose dictionary words a segmenter often misses: there every pair of neighbours is indexed too. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const unspacedRuns = new RegExp(`${unspaced.source}+`, 'gu');
const partNumbers = /[\p{L}\p{N}]+(?:[-./][\p{L}\p{N}]+)+/gu;

/** A segmenter's time grows with the square of an unbroken run, so a long one is cut; its neighbours are indexed over the cuts. */
const pieces = /\S{1,400}/gu;

const longestInput = 20_000;

/** One form for what people type in many: compatibility forms, accents, case, Arabic vowel signs and letter variants folded. */
export function foldText(text: string): string {
  return text.slice(0, longestInput)
    .normalize('NFKD').replace(/\p{M}+/gu, '').replace(/\u0640/g, '')
    .replace(/[أإآٱ]/g, 'ا').replace(/ى/g, 'ي').replace(/ة/g, 'ه').replace(/ё/giu, 'е')
    .toLowerCase().normalize('NFC').replace(/ß/g, 'ss');
}

/** The tokens that a text is found by: words, neighbours in unspaced scripts, part numbers whole as well as split. */
export function searchTokens(text: string): string[] {
  const folded = foldText(text);
  const tokens = new Set<string>();
  for (const [piece] of folded.matchAll(pieces)) {
    for (const { segment, isWordLike } of words.segment(piece)) if (isWordLike) tokens.add(segment);
  }
  for (const [run] of folded.matchAll(unspacedRuns)) for (const pair of neighbours(run)) tokens.add(pair);
  for (const [part] of folded.matchAll(partNumbers)) {
    tokens.add(part);
    tokens.add(part.replace(/[-./]/g, ''));
  }
  return [...tokens].filter((token) => token.length <= 100);
}

/**
 * What a query must match: for unspaced scripts the neighbours (so that 跨境电商 is found however a segmenter cuts it), for others
 * the words, the last of which may be unfinished.
 */
export function queryTokens(query: string): { token: string; prefix: boolean }[] {
  const folded = foldText(query.slice(0, 200));
  const wanted = new Map<string, boolean>();
  for (const [run] of folded.matchAll(unspacedRuns)) for (const token of run.length === 1 ? [run] : neighbours(run)) wanted.set(token, run.length === 1);
  const spaced = [...words.segment(folded)].filter(({ segment, isWordLike }) => isWordLike && !unspaced.test(segment)).map(({ segment }) => segment);
  spaced.forEach((token, index) => wanted.set(token, index === spaced.length - 1));
  return [...wanted].slice(0, 16).map(([token, prefix]) => ({ token, prefix }));
}

/** Whether a token is a word in which a slip of the pen can be told: letters with spaces around them, neither too few nor endless. */
export function isSpelled(token: string): boolean {
  return /^\p{L}{4,40}$/u.test(token) && !unspaced.test(token);
}

/** A token in PostgreSQL's tsquery syntax, quoted. */
export function lexeme({ token, prefix }: { token: string; prefix: boolean }): string {
  return `'${token.replace(/['\\]/g, '')}'${prefix ? ':*' : ''}`;
}

function neighbours(run: string): string[] {
  const characters = [...run];
  if (characters.length === 1) return characters;
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}
