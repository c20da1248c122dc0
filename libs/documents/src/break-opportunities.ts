const segmenters = new Map<string, Intl.Segmenter>();

/** Scripts written without spaces: a line may end after each of their words. */
const spaceless = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\u3000-\u303f\uff00-\uffef]/u;
const neverBegins = /^[\p{Pe}\p{Pf}\p{M}、。，．：；！？％,.:;!?%…—·ๆฯ”’]/u;
const neverEnds = /[\p{Ps}\p{Pi}\p{Sc}“‘]$/u;

/** Ends, as offsets into the text, of the stretches that stay together on a line; a space belongs to what it follows. The last is the text's length. */
export function breakOpportunities(text: string, language: string): number[] {
  let segmenter = segmenters.get(language);
  if (!segmenter) segmenters.set(language, (segmenter = new Intl.Segmenter(language, { granularity: 'word' })));
  const ends: number[] = [];
  let before = '';
  for (const { segment, index } of segmenter.segment(text)) {
    if (before && mayBreak(before, segment)) ends.push(index);
    before = segment;
  }
  if (text) ends.push(text.length);
  return ends;
}

function mayBreak(before: string, after: string): boolean {
  if (/^[ \t]/.test(after)) return false;
  if (/[ \t]$/.test(before)) return true;
  if (neverBegins.test(after) || neverEnds.test(before)) return false;
  return spaceless.test(before) || spaceless.test(after);
}
