import sanitizeHtml from 'sanitize-html';
import { at, list, parseXml, resolvePath, text } from './book-package.js';
import { insideOf } from './inside-of.js';
import { depthWatch } from './nesting.js';

export interface ContentsLine { readonly title: string; readonly path: string; readonly fragment: string }

const mostLines = 2000;
const deepest = 6;

/** The table of contents of EPUB 3: the links of its `toc`, in their order. @throws TooDeep */
export function navContents(bytes: Buffer, path: string): ContentsLine[] {
  const page = bytes.toString('utf8');
  const toc = insideOf(page, 'nav', (tag) => /epub:type\s*=\s*["'][^"']*\btoc\b/i.test(tag)) ?? page;
  const lines: ContentsLine[] = [];
  sanitizeHtml(toc, {
    allowedTags: ['a'], allowedAttributes: { a: ['href'] }, disallowedTagsMode: 'discard', ...depthWatch(),
    exclusiveFilter: ({ tag, attribs, text: words }) => {
      if (tag === 'a') lines.push(...lineOf(words, attribs.href ?? '', path));
      return false;
    },
  });
  return lines.slice(0, mostLines);
}

/** The table of contents of EPUB 2. @throws PackageUnreadable */
export function ncxContents(bytes: Buffer, path: string): ContentsLine[] {
  const lines: ContentsLine[] = [];
  const walk = (points: unknown[], depth: number): void => {
    for (const point of points) {
      if (lines.length >= mostLines) return;
      lines.push(...lineOf(text(at(point, 'navLabel', 'text')), text(at(point, 'content', '@src')), path));
      if (depth < deepest) walk(list(at(point, 'navPoint')), depth + 1);
    }
  };
  walk(list(at(parseXml(bytes), 'ncx', 'navMap', 'navPoint')), 1);
  return lines;
}

function lineOf(title: string, address: string, from: string): ContentsLine[] {
  const found = resolvePath(from, address);
  const words = title.replace(/\s+/g, ' ').trim().slice(0, 300);
  return found && words ? [{ title: words, ...found }] : [];
}
