export type StyleSource = { readonly kind: 'link'; readonly href: string } | { readonly kind: 'inside'; readonly css: string };

const longestTag = 2000;
const longestHead = 512 * 1024;
const mostSources = 20;

/** The style sheets that stand before the body of a part, in their order; in one pass, whatever is in it. */
export function styleSources(xhtml: string): StyleSource[] {
  const end = xhtml.search(/<body\b/i);
  const head = xhtml.slice(0, Math.min(end < 0 ? 0 : end, longestHead));
  const sources: StyleSource[] = [];
  const opening = /<(link|style|!--)/gi;
  for (let found = opening.exec(head); found && sources.length < mostSources; found = opening.exec(head)) {
    const name = found[1]?.toLowerCase();
    const close = name === '!--' ? head.indexOf('-->', found.index) : head.indexOf('>', found.index);
    if (close < 0) return sources;
    opening.lastIndex = close + 1;
    if (name === '!--') continue;
    const attributes = attributesOf(head.slice(found.index, Math.min(close, found.index + longestTag)));
    if (name === 'link' && /\bstylesheet\b/i.test(attributes.rel ?? '') && !/\balternate\b/i.test(attributes.rel ?? '') && attributes.href) sources.push({ kind: 'link', href: attributes.href });
    if (name !== 'style' || head[close - 1] === '/') continue;
    const last = head.toLowerCase().indexOf('</style', close);
    if (last < 0) return sources;
    sources.push({ kind: 'inside', css: written(head.slice(close + 1, last)) });
    opening.lastIndex = last;
  }
  return sources;
}

/** Sheets within XML stand in a section of their own, or with its entities. */
function written(css: string): string {
  return css.includes('<![CDATA[') ? css.replace(/<!\[CDATA\[|\]\]>/g, '') : decoded(css.replace(/<!--|-->/g, ''));
}

/** The opening tag of the first element of a name; empty where there is none. */
export function openingTag(xhtml: string, name: 'html' | 'body'): string {
  const start = xhtml.search(name === 'html' ? /<html\b/i : /<body\b/i);
  const end = start < 0 ? -1 : xhtml.indexOf('>', start);
  return end < 0 ? '' : xhtml.slice(start, Math.min(end, start + longestTag));
}

/** Of one tag, in small letters, with the five entities of XML read. */
export function attributesOf(tag: string): Partial<Record<string, string>> {
  const found = [...tag.matchAll(/\s([a-z:-]{1,40})\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)];
  return Object.fromEntries(found.map(([, name = '', double, single]) => [name.toLowerCase(), decoded(double ?? single ?? '')]));
}

function decoded(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|apos);/g, (_, entity: string) => entities[entity] ?? '');
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
