const longestTag = 2000;

/**
 * The text within the first element of a name, up to its first end. In one pass over the text, however often it opens one: a pattern
 * over all of it would take hours over a page that is made for that.
 * @param isWanted by the opening tag
 */
export function insideOf(text: string, name: 'body' | 'nav', isWanted: (tag: string) => boolean = () => true): string | undefined {
  const opening = new RegExp(`<${name}\\b`, 'gi');
  for (let found = opening.exec(text); found; found = opening.exec(text)) {
    const end = text.indexOf('>', found.index);
    if (end < 0) return undefined;
    opening.lastIndex = end;
    if (!isWanted(text.slice(found.index, Math.min(end, found.index + longestTag)))) continue;
    const closing = new RegExp(`</${name}\\b`, 'gi');
    closing.lastIndex = end;
    return text.slice(end + 1, closing.exec(text)?.index);
  }
  return undefined;
}
