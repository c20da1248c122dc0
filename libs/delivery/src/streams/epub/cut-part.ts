/** A picture takes as much of a share as a paragraph of this many signs. */
const signsOfPicture = 200;
const tags = /<(\/?)([a-z][a-z\d]*)[^>]*>/g;
const withoutEnd = new Set(['img', 'br', 'hr', 'wbr', 'col']);
/** Where a text may stop; many old books part their paragraphs by breaks alone. */
const stops = new Set(['p', 'div', 'section', 'article', 'blockquote', 'pre', 'figure', 'li', 'dd', 'tr', 'br', 'hr']);

/**
 * As much of a cleaned part as is not more than a share of its words and pictures, up to the end of a paragraph; undefined where not one
 * paragraph is so short. @param html as `cleanPart` makes it: each element has its end, and no attribute a `>`
 */
export function cutPart(html: string, share: number): string | undefined {
  const at = lastStop(html, share * weightOf(html));
  if (at === undefined) return undefined;
  const words = html.slice(0, at);
  return words + openIn(words).toReversed().map((name) => `</${name}>`).join('');
}

function lastStop(html: string, most: number): number | undefined {
  let [weight, written] = [0, 0];
  let stop: number | undefined;
  for (const { 0: tag, 1: slash, 2: name = '', index } of html.matchAll(tags)) {
    weight += signsIn(html.slice(written, index)) + (name === 'img' ? signsOfPicture : 0);
    if (weight > most) return stop;
    written = index + tag.length;
    if (weight > 0 && stops.has(name) && (slash || withoutEnd.has(name))) stop = written;
  }
  return stop;
}

function openIn(html: string): string[] {
  const open: string[] = [];
  for (const [, slash, name = ''] of html.matchAll(tags)) {
    if (slash) open.pop();
    else if (!withoutEnd.has(name)) open.push(name);
  }
  return open;
}

function weightOf(html: string): number {
  const pictures = html.match(/<img[ />]/g)?.length ?? 0;
  return pictures * signsOfPicture + signsIn(html.replace(tags, ' '));
}

function signsIn(text: string): number {
  return text.replace(/\s+/g, '').length;
}
