import sanitizeHtml from 'sanitize-html';
import { resolvePath } from './book-package.js';
import { insideOf } from './inside-of.js';
import { depthWatch } from './nesting.js';

export interface PartLinks {
  /** The address of a page with another part of the book; undefined where it has none. */
  readonly partLink: (path: string) => string | undefined;
  /** The address of a picture; undefined where the book has none. */
  readonly pictureLink: (path: string) => string | undefined;
}

type Attributes = Record<string, string>;

const blocks = ['p', 'div', 'section', 'article', 'aside', 'header', 'footer', 'blockquote', 'pre', 'figure', 'figcaption', 'hr', 'br', 'ul', 'ol', 'li', 'dl', 'dt', 'dd', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'];
const words = ['span', 'em', 'strong', 'i', 'b', 'u', 's', 'del', 'ins', 'small', 'sub', 'sup', 'code', 'kbd', 'q', 'cite', 'dfn', 'abbr', 'mark', 'bdi', 'bdo', 'ruby', 'rb', 'rt', 'rp', 'wbr', 'a', 'img'];
const tables = ['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'];

/**
 * A part of a book as HTML that may stand in a page of ours: no scripts, nothing from elsewhere, no form, of its styles only how a line
 * is set. Names of places get a prefix, so that they are never ours. @param path of the part in its book @throws TooDeep
 */
export function cleanPart(xhtml: string, path: string, links: PartLinks): string {
  return sanitizeHtml(insideOf(xhtml, 'body') ?? xhtml, {
    allowedTags: [...blocks, ...words, ...tables],
    allowedAttributes: { '*': ['id', 'lang', 'dir', 'title', 'style'], a: ['href', 'rel'], img: ['src', 'alt', 'width', 'height', 'loading'], ol: ['start', 'type', 'reversed'], li: ['value'], td: ['colspan', 'rowspan'], th: ['colspan', 'rowspan', 'scope'] },
    allowedStyles: { '*': { 'text-align': [/^(left|right|center|justify|start|end)$/], 'font-style': [/^(italic|normal)$/], 'font-weight': [/^(bold|normal|[1-9]00)$/], 'text-decoration': [/^(underline|line-through|none)$/], 'text-indent': [/^-?\d(\.\d+)?em$/] } },
    ...depthWatch(), allowedSchemes: ['http', 'https', 'mailto'], allowProtocolRelative: false, nestingLimit: 60,
    nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'title', 'template', 'iframe', 'object', 'math'],
    parser: { recognizeSelfClosing: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
    transformTags: {
      '*': (tagName, attribs) => ({ tagName, attribs: withOwnId(attribs) }),
      a: (tagName, attribs) => ({ tagName, attribs: linked(attribs, path, links) }),
      img: (tagName, attribs) => ({ tagName, attribs: pictured(attribs, attribs.src, path, links) }),
      // Covers are often an SVG around one picture.
      image: (_, attribs) => ({ tagName: 'img', attribs: pictured({}, attribs['xlink:href'] ?? attribs.href, path, links) }),
      // The page has its own first heading.
      h1: (_, attribs) => ({ tagName: 'h2', attribs }),
    },
    exclusiveFilter: ({ tag, attribs }) => (tag === 'img' || tag === 'image') && !attribs.src,
  });
}

/** The name of a place in a part, as it stands in our page. */
export function placeName(id: string): string {
  return `b-${id}`;
}

function withOwnId({ id, ...attribs }: Attributes): Attributes {
  return id ? { ...attribs, id: placeName(id) } : attribs;
}

function linked({ href, rel: _, ...attribs }: Attributes, path: string, { partLink }: PartLinks): Attributes {
  if (!href) return attribs;
  if (/^(https?|mailto):/i.test(href)) return { ...attribs, href, rel: 'external noopener noreferrer nofollow' };
  const found = resolvePath(path, href);
  if (!found) return attribs;
  const page = found.path === path ? '' : partLink(found.path);
  if (page === undefined) return attribs;
  return { ...attribs, href: `${page}${found.fragment ? `#${encodeURIComponent(placeName(found.fragment))}` : ''}` || '#' };
}

function pictured({ alt, width, height, id, lang }: Attributes, src: string | undefined, path: string, { pictureLink }: PartLinks): Attributes {
  const found = src === undefined ? undefined : resolvePath(path, src);
  const address = found && pictureLink(found.path);
  const size = Object.fromEntries(Object.entries({ width, height }).filter(([, value]) => value !== undefined && /^\d{1,5}$/.test(value))) as Attributes;
  return { ...size, alt: alt ?? '', ...(id ? { id } : {}), ...(lang ? { lang } : {}), loading: 'lazy', ...(address ? { src: address } : {}) };
}
