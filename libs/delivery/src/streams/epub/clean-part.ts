import sanitizeHtml from 'sanitize-html';
import { resolvePath } from './book-package.js';
import { insideOf } from './inside-of.js';
import { depthWatch } from './nesting.js';
import { classesOf } from './styles/part-styles.js';
import { cleanDeclarations, parseSheet } from './styles/style-rules.js';
import { firstHeadingName, ownName } from './styles/style-selector.js';
import type { StyleReach } from './styles/style-value.js';

export interface PartLinks {
  /** The address of a page with another part of the book; undefined where it has none. */
  readonly partLink: (path: string) => string | undefined;
  /** The address of a picture; undefined where the book has none. */
  readonly pictureLink: (path: string) => string | undefined;
}

type Attributes = Record<string, string>;

const longestStyle = 2000;

const blocks = ['p', 'div', 'section', 'article', 'aside', 'header', 'footer', 'blockquote', 'pre', 'figure', 'figcaption', 'hr', 'br', 'ul', 'ol', 'li', 'dl', 'dt', 'dd', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'];
const words = ['span', 'em', 'strong', 'i', 'b', 'u', 's', 'del', 'ins', 'small', 'sub', 'sup', 'code', 'kbd', 'q', 'cite', 'dfn', 'abbr', 'mark', 'bdi', 'bdo', 'ruby', 'rb', 'rt', 'rp', 'wbr', 'a', 'img'];
const tables = ['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'];

/**
 * A part of a book as HTML that may stand in a page of ours: no scripts, nothing from elsewhere, no form, of its styles what is known and
 * reaches nothing else. Names of places and classes get a prefix, so that they are never ours. @param path of the part in its book
 * @param reach of the styles on its elements @throws TooDeep
 */
export function cleanPart(xhtml: string, path: string, links: PartLinks, reach: StyleReach): string {
  return sanitizeHtml(insideOf(xhtml, 'body') ?? xhtml, {
    allowedTags: [...blocks, ...words, ...tables],
    allowedAttributes: { '*': ['id', 'class', 'lang', 'dir', 'title', 'style'], a: ['href', 'rel'], img: ['src', 'alt', 'width', 'height', 'loading'], ol: ['start', 'type', 'reversed'], li: ['value'], td: ['colspan', 'rowspan'], th: ['colspan', 'rowspan', 'scope'] },
    ...depthWatch(), allowedSchemes: ['http', 'https', 'mailto'], allowProtocolRelative: false, nestingLimit: 60,
    nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'title', 'template', 'iframe', 'object', 'math'],
    parser: { recognizeSelfClosing: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
    transformTags: {
      '*': (tagName, attribs) => ({ tagName, attribs: withOwnNames(attribs, reach) }),
      a: (tagName, attribs) => ({ tagName, attribs: linked(attribs, path, links) }),
      img: (tagName, attribs) => ({ tagName, attribs: pictured(attribs, attribs.src, path, links) }),
      // Covers are often an SVG around one picture.
      image: (_, attribs) => ({ tagName: 'img', attribs: pictured({}, attribs['xlink:href'] ?? attribs.href, path, links) }),
      // The page has its own first heading.
      h1: (_, { class: classes, ...attribs }) => ({ tagName: 'h2', attribs: { ...attribs, class: [firstHeadingName, classes].filter(Boolean).join(' ') } }),
    },
    exclusiveFilter: ({ tag, attribs }) => (tag === 'img' || tag === 'image') && !attribs.src,
  });
}

/** The name of a place in a part, as it stands in our page. */
export function placeName(id: string): string {
  return ownName(id);
}

function withOwnNames({ id, class: classes, style, ...attribs }: Attributes, reach: StyleReach): Attributes {
  const said = style === undefined || style.length > longestStyle ? [] : cleanDeclarations(parseSheet(style)?.nodes ?? [], reach);
  const names = classesOf(classes);
  return {
    ...attribs, ...(id ? { id: placeName(id) } : {}), ...(names.length ? { class: names.join(' ') } : {}), ...(said.length ? { style: said.map(([name, value]) => `${name}:${value}`).join(';') } : {}),
  };
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

function pictured({ alt, width, height, id, class: classes, style, lang }: Attributes, src: string | undefined, path: string, { pictureLink }: PartLinks): Attributes {
  const found = src === undefined ? undefined : resolvePath(path, src);
  const address = found && pictureLink(found.path);
  const size = Object.fromEntries(Object.entries({ width, height }).filter(([, value]) => value !== undefined && /^\d{1,5}$/.test(value))) as Attributes;
  return { ...size, alt: alt ?? '', ...(id ? { id } : {}), ...(classes ? { class: classes } : {}), ...(style ? { style } : {}), ...(lang ? { lang } : {}), loading: 'lazy', ...(address ? { src: address } : {}) };
}
