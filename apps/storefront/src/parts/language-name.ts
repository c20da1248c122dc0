import type { Locale } from '@silkport/values';

/** Made once a language: making one costs many times what using it does. */
const names = new Map<Locale, Intl.DisplayNames>();

/** What the reader calls a language: `de` is "German". @param tag BCP 47; one that is none stays as it is */
export function languageName(tag: string, locale: Locale): string {
  let known = names.get(locale);
  if (!known) names.set(locale, (known = new Intl.DisplayNames(locale, { type: 'language' })));
  try {
    return known.of(tag) ?? tag;
  } catch {
    return tag;
  }
}
