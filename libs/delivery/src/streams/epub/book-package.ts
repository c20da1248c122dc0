import { XMLParser } from 'fast-xml-parser';
import { isTooDeep } from './nesting.js';

export interface BookPackage {
  readonly title: string;
  /** BCP 47, as the book says it. */
  readonly language: string;
  readonly partPaths: readonly string[];
  /** How its pages follow each other, where it says so. */
  readonly progression: 'ltr' | 'rtl' | undefined;
  /** What its hidden fonts are hidden by; empty where it has none. */
  readonly identifier: string;
  /** Media types of what is in the book, by path. */
  readonly types: ReadonlyMap<string, string>;
  /** The file with the table of contents: EPUB 3's or EPUB 2's. */
  readonly nav: string | undefined;
  readonly ncx: string | undefined;
}

/** A package that is no EPUB's, or one that would harm. */
export class PackageUnreadable extends Error {}

const mostParts = 3000;
const many = new Set(['item', 'itemref', 'rootfile', 'navPoint', 'language', 'title', 'identifier', 'EncryptedData']);
/** Attributes with their names, no entities but the five of XML, and nothing taken for a number. */
const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', removeNSPrefix: true, processEntities: true, parseTagValue: false, parseAttributeValue: false, isArray: (name) => many.has(name) });

/** @throws PackageUnreadable */
export function parseXml(bytes: Buffer): Record<string, unknown> {
  const text = bytes.toString('utf8');
  // Entities of a document's own are what grows without end, or reads other files. No book needs them.
  if (/<!ENTITY/i.test(text)) throw new PackageUnreadable('entities of its own');
  if (isTooDeep(text)) throw new PackageUnreadable('too deep');
  try {
    return parser.parse(text) as Record<string, unknown>;
  } catch (error) {
    throw new PackageUnreadable('no XML', { cause: error });
  }
}

/** Where the package lies, after `META-INF/container.xml`. @throws PackageUnreadable */
export function packagePath(container: Buffer): string {
  const [first] = list(at(parseXml(container), 'container', 'rootfiles', 'rootfile'));
  const path = text(at(first, '@full-path'));
  if (!path) throw new PackageUnreadable('no package');
  return path;
}

/** @param path of the package, from which its addresses start @throws PackageUnreadable */
export function parsePackage(bytes: Buffer, path: string): BookPackage {
  const root = at(parseXml(bytes), 'package');
  const items = list(at(root, 'manifest', 'item')).map((item) => ({
    id: text(at(item, '@id')), path: resolvePath(path, text(at(item, '@href')))?.path, type: text(at(item, '@media-type')).toLowerCase(), properties: text(at(item, '@properties')).split(/\s+/),
  }));
  const byId = new Map(items.map((item) => [item.id, item]));
  const spine = list(at(root, 'spine', 'itemref'));
  const partPaths = spine.flatMap((ref) => {
    const item = byId.get(text(at(ref, '@idref')));
    return item?.path && /xhtml|html/.test(item.type) ? [item.path] : [];
  });
  if (!partPaths.length || partPaths.length > mostParts) throw new PackageUnreadable(`${partPaths.length} parts`);
  return {
    title: text(list(at(root, 'metadata', 'title'))[0]), language: languageOf(text(list(at(root, 'metadata', 'language'))[0])), partPaths: [...new Set(partPaths)],
    progression: progressionOf(text(at(root, 'spine', '@page-progression-direction'))),
    identifier: text(list(at(root, 'metadata', 'identifier')).find((each) => text(at(each, '@id')) === text(at(root, '@unique-identifier')))),
    types: new Map(items.flatMap((item) => (item.path ? [[item.path, item.type] as const] : []))),
    nav: items.find(({ properties }) => properties.includes('nav'))?.path,
    ncx: (byId.get(text(at(root, 'spine', '@toc'))) ?? items.find(({ type }) => type === 'application/x-dtbncx+xml'))?.path,
  };
}

/** An address in a book as a path in its archive; undefined of what is elsewhere. No `..` leads out of the book. */
export function resolvePath(from: string, address: string): { path: string; fragment: string } | undefined {
  if (!address || /^[a-z][a-z\d+.-]*:/i.test(address) || address.startsWith('//') || address.includes('\\')) return undefined;
  const root = 'http://book.invalid/';
  const base = new URL(from.split('/').map(encodeURIComponent).join('/'), root);
  if (!URL.canParse(address, base)) return undefined;
  const { pathname, hash, origin } = new URL(address, base);
  if (`${origin}/` !== root) return undefined;
  try {
    return { path: decodeURIComponent(pathname.slice(1)), fragment: decodeURIComponent(hash.slice(1)) };
  } catch {
    return undefined;
  }
}

function progressionOf(direction: string): 'ltr' | 'rtl' | undefined {
  return direction === 'ltr' || direction === 'rtl' ? direction : undefined;
}

function languageOf(language: string): string {
  return /^[a-z]{2,3}(-[a-z\d]{2,8}){0,3}$/i.test(language) ? language : 'und';
}

/** A value below another, wherever there is one. */
export function at(value: unknown, ...names: string[]): unknown {
  return names.reduce<unknown>((found, name) => (found !== null && typeof found === 'object' && Object.hasOwn(found, name) ? (found as Record<string, unknown>)[name] : undefined), value);
}

export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

/** The words of an element, with or without attributes. */
export function text(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  const inner = at(value, '#text');
  return typeof inner === 'string' ? inner.trim() : '';
}
