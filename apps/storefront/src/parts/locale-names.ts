import type { Locale } from '@silkport/values';

/** Each language by its own name. */
export const localeNames: Readonly<Record<Locale, string>> = { en: 'English', 'zh-CN': '简体中文', ru: 'Русский', ar: 'العربية' };
