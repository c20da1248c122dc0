import type { Root } from 'postcss';
import { resolvePath } from '../book-package.js';
import { attributesOf, openingTag, styleSources } from './part-head.js';
import { cleanSheets, familiesOf, parseSheet } from './style-rules.js';
import { ownName, plainName } from './style-selector.js';
import type { StyleReach } from './style-value.js';

/** Addresses of what lies in the book, by its path there. */
export interface StyleLinks { readonly pictureLink: (path: string) => string | undefined; readonly fontLink: (path: string) => string | undefined }

export interface PartStyles {
  readonly css: string;
  /** Of the two elements around the part. */
  readonly rootClasses: readonly string[];
  readonly bodyClasses: readonly string[];
  readonly language: string | undefined;
  readonly direction: 'ltr' | 'rtl' | undefined;
  readonly writingMode: string | undefined;
  /** For the styles that stand on its elements. */
  readonly reach: StyleReach;
}

interface Sheet { readonly root: Root; readonly path: string }

const mostSheets = 20;
const mostCharacters = 256 * 1024;
/** Each is looked for its end through all that follows. */
const mostBrackets = 20_000;
const mostBlocks = 8000;
const deepestImport = 3;

/**
 * The styles of one part of a book: those that it names and those that stand in it, with what they import from within the book.
 * @param read a file of the book by its path; undefined where there is none
 */
export async function partStyles(xhtml: string, path: string, read: (path: string) => Promise<string | undefined>, links: StyleLinks): Promise<PartStyles> {
  const sheets: Sheet[] = [];
  const asked = new Set<string>();
  const add = async (css: string, from: string, depth: number): Promise<void> => {
    if (sheets.length >= mostSheets || css.length > mostCharacters || hasMore(css, '(', mostBrackets) || hasMore(css, '{', mostBlocks)) return;
    const root = parseSheet(css);
    if (!root) return;
    for (const address of importsOf(root)) await addFile(resolvePath(from, address)?.path, depth + 1);
    sheets.push({ root, path: from });
  };
  const addFile = async (file: string | undefined, depth: number): Promise<void> => {
    // Once each: a sheet that imports itself, a thousand times, is read once.
    if (file === undefined || depth > deepestImport || asked.size >= mostSheets || asked.has(file)) return;
    asked.add(file);
    const css = await read(file);
    if (css !== undefined) await add(css, file, depth);
  };
  for (const source of styleSources(xhtml)) await (source.kind === 'link' ? addFile(resolvePath(path, source.href)?.path, 0) : add(source.css, path, 0));

  const families = new Set(sheets.flatMap(({ root }) => familiesOf(root)));
  const reachFrom = (from: string): StyleReach => ({ families, pictureLink: (address) => linked(from, address, links.pictureLink) });
  const [html, body] = [attributesOf(openingTag(xhtml, 'html')), attributesOf(openingTag(xhtml, 'body'))];
  const [rootClasses, bodyClasses] = [classesOf(html.class), classesOf(body.class)];
  const { css, writingMode } = cleanSheets(sheets.map(({ root, path: from }) => ({ root, reach: reachFrom(from), fontLink: (address) => linked(from, address, links.fontLink) })), [...rootClasses, ...bodyClasses]);
  const direction = [body.dir, html.dir].find((dir) => dir === 'ltr' || dir === 'rtl') as 'ltr' | 'rtl' | undefined;
  const language = [body['xml:lang'], body.lang, html['xml:lang'], html.lang].find((each) => each !== undefined && /^[a-z]{2,3}(-[a-z\d]{2,8}){0,3}$/i.test(each));
  return { css, rootClasses, bodyClasses, language, direction, writingMode, reach: reachFrom(path) };
}

/** The classes of an element as they stand in our page. */
export function classesOf(text: string | undefined): string[] {
  return (text ?? '').split(/\s+/).slice(0, 30).filter((name) => plainName.test(name)).map(ownName);
}

function hasMore(text: string, sign: string, most: number): boolean {
  return text.split(sign, most + 2).length > most + 1;
}

function linked(from: string, address: string, linkOf: (path: string) => string | undefined): string | undefined {
  const found = resolvePath(from, address);
  return found && linkOf(found.path);
}

function importsOf(root: Root): string[] {
  return root.nodes.flatMap((node) => {
    const [, quoted, double, single, bare] = (node.type === 'atrule' && node.name.toLowerCase() === 'import' && /^\s*(?:["']([^"'\\]{1,500})["']|url\(\s*(?:"([^"\\]{1,500})"|'([^'\\]{1,500})'|([^"'()\\\s]{1,500}))\s*\))/i.exec(node.params)) || [];
    return quoted ?? double ?? single ?? bare ?? [];
  });
}
