/** The languages of the storefront, in the order they are offered. */
export const locales = ['en', 'zh-CN', 'ru', 'ar'] as const;

export type Locale = (typeof locales)[number];

/** A text in each language it has been written in; merchants' own words exist in English and Chinese. */
export type Translated = Readonly<Partial<Record<Locale, string>>>;

export function isLocale(text: string): text is Locale {
  return (locales as readonly string[]).includes(text);
}

export function directionOf(locale: Locale): 'ltr' | 'rtl' {
  return locale === 'ar' ? 'rtl' : 'ltr';
}

/** The text in the reader's language, else in English, else in whatever there is; with the language it is really in. */
export function translation(text: Translated, locale: Locale): { text: string; locale: Locale } {
  for (const candidate of [locale, 'en', ...locales] as const) {
    const found = text[candidate];
    if (found) return { text: found, locale: candidate };
  }
  return { text: '', locale };
}
