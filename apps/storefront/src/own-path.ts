import { isLocale, type Locale } from '@silkport/values';

const longest = 2000;

/**
 * A page of ours to go on to, in the reader's language. Whatever could lead to another site, or names no language, becomes the front
 * page: `//host` and `/\host` are other hosts to a browser, and anything but visible ASCII has no place in a header.
 */
export function ownPath(path: unknown, locale: Locale): string {
  const front = `/${locale}/`;
  if (typeof path !== 'string' || path.length > longest || !/^\/(?!\/)[\x21-\x5b\x5d-\x7e]*$/.test(path)) return front;
  const [, named = '', rest = ''] = /^\/([^/?#]*)(.*)$/.exec(path) ?? [];
  return isLocale(named) ? `/${locale}${rest}` : front;
}
