import { readdirSync, readFileSync } from 'node:fs';
import i18next, { type i18n as I18next } from 'i18next';
import { locales, type Locale } from '@silkport/values';

/** A folder of messages, a JSON file a language, and the prefix under which its keys are found. */
export interface MessageFolder { readonly name: string; readonly locales?: URL }

export type PhraseParams = Readonly<Record<string, string | number>>;

/** Every sentence that people read, in their language, with real plurals. */
export class Phrases {
  private readonly translate: Readonly<Record<Locale, ReturnType<I18next['getFixedT']>>>;
  private readonly i18next: I18next;

  constructor(folders: readonly MessageFolder[]) {
    this.i18next = i18next.createInstance();
    void this.i18next.init({
      initAsync: false, fallbackLng: 'en', supportedLngs: [...locales], nsSeparator: false, keySeparator: '.', returnNull: false,
      interpolation: { escapeValue: false }, resources: Object.fromEntries(locales.map((locale) => [locale, { translation: messagesOf(folders, locale) }])),
    });
    this.translate = Object.fromEntries(locales.map((locale) => [locale, this.i18next.getFixedT(locale)])) as Phrases['translate'];
  }

  /** The sentence for a key such as `ordering.quote_expired`; `count` chooses the plural form. A Russian date ends with the stop of "г.", which ends a sentence too. */
  say(locale: Locale, key: string, params: PhraseParams = {}): string {
    const sentence = this.translate[locale](key, params);
    return locale === 'ru' ? sentence.replaceAll('г..', 'г.') : sentence;
  }

  has(key: string): boolean {
    return this.i18next.exists(key, { lng: 'en' });
  }
}

/** The messages of one language, each folder's below its own name. */
export function messagesOf(folders: readonly MessageFolder[], locale: Locale): Record<string, unknown> {
  const messages: Record<string, unknown> = {};
  for (const { name, locales: folder } of folders) {
    if (folder && readdirSync(folder).includes(`${locale}.json`)) messages[name.replaceAll('-', '_')] = JSON.parse(readFileSync(new URL(`${locale}.json`, folder), 'utf8'));
  }
  return messages;
}
