import { ar } from './messages/ar.js';
import { en } from './messages/en.js';
import type { PageMessages } from './messages/page-messages.js';
import { ru } from './messages/ru.js';
import { zh } from './messages/zh.js';

export type PageLocale = 'en' | 'zh-CN' | 'ru' | 'ar';

export const pageLocales: readonly { locale: PageLocale; name: string }[] = [
  { locale: 'en', name: 'English' }, { locale: 'zh-CN', name: '简体中文' }, { locale: 'ru', name: 'Русский' }, { locale: 'ar', name: 'العربية' },
];

const messages: Readonly<Record<PageLocale, PageMessages>> = { en, 'zh-CN': zh, ru, ar };
const byLanguage: Readonly<Record<string, PageLocale>> = { en: 'en', zh: 'zh-CN', ru: 'ru', ar: 'ar' };

export function messagesOf(locale: PageLocale): PageMessages {
  return messages[locale];
}

/** The reader's own choice first, then the session's locale, then what the browser prefers; English at last. */
export function choosePageLocale(chosen: string | undefined, sessionLocale: string | null | undefined, acceptLanguage = ''): PageLocale {
  const preferred = acceptLanguage
    .split(',')
    .map((range) => {
      const [tag = '', ...parameters] = range.trim().split(';');
      const quality = parameters.map((each) => /^\s*q=([\d.]+)$/.exec(each)?.[1]).find(Boolean);
      return { tag, quality: Number(quality ?? 1) };
    })
    .toSorted((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag);
  for (const tag of [chosen, sessionLocale === 'auto' ? undefined : sessionLocale, ...preferred]) {
    const locale = tag && byLanguage[tag.toLowerCase().split('-')[0]!];
    if (locale) return locale;
  }
  return 'en';
}
