import { formatBytes, formatDate, formatMoney, formatNumber, regionName, writtenParams, type ErrorParams, type Phrases, type PhraseParams } from '@silkport/i18n';
import type { Principal } from '@silkport/identity';
import { toWireMoney } from '@silkport/pricing';
import { directionOf, translation, type Locale, type Money, type Translated } from '@silkport/values';
import type { BasketItem } from './basket-cookie.js';

/** Who looks at a page, and how: language, currency and country/region are three separate choices. */
export interface VisitorChoices {
  readonly locale: Locale;
  readonly currency: string;
  readonly country: string;
}

/** Sentences without parameters, found once: a page of cards says the same few dozens of times. Their keys are our own, so they are finite. */
const plainSentences = new WeakMap<Phrases, Map<string, string>>();

const percentFormat: Intl.NumberFormatOptions = { style: 'percent', maximumFractionDigits: 3 };

/** The reader of a page: speaks the language, writes money and dates its way, knows where the page is. */
export class Visitor implements VisitorChoices {
  readonly locale: Locale;
  readonly currency: string;
  readonly country: string;
  readonly direction: 'ltr' | 'rtl';

  constructor(
    choices: VisitorChoices,
    private readonly phrases: Phrases,
    /** Path and query of this page, starting with the language. */
    readonly address: string,
    readonly basket: readonly BasketItem[],
    readonly principal: Principal | undefined,
  ) {
    this.locale = choices.locale;
    this.currency = choices.currency;
    this.country = choices.country;
    this.direction = directionOf(choices.locale);
  }

  /** A sentence of the storefront: `t('basket.empty')`, with `count` for plurals. */
  t(key: string, params?: PhraseParams): string {
    return params ? this.phrases.say(this.locale, `storefront.${key}`, params) : this.plain(key);
  }

  private plain(key: string): string {
    let known = plainSentences.get(this.phrases);
    if (!known) plainSentences.set(this.phrases, (known = new Map()));
    const address = `${this.locale} ${key}`;
    let sentence = known.get(address);
    if (sentence === undefined) known.set(address, (sentence = this.phrases.say(this.locale, `storefront.${key}`)));
    return sentence;
  }

  /** A sentence of another context, such as an error's: `say('catalog.sold_out', …)`. */
  say(key: string, params: ErrorParams = {}): string {
    return this.phrases.say(this.locale, key, writtenParams(this.locale, params));
  }

  /** Words that were shown to somebody in another language, in exactly that one. */
  sayIn(locale: Locale, key: string): string {
    return this.phrases.say(locale, key);
  }

  money(amount: Money): string {
    const { amount: decimal, currency } = toWireMoney(amount);
    return formatMoney(decimal, currency, this.locale);
  }

  number(value: number): string {
    return formatNumber(value, this.locale);
  }

  /** @param pct decimal percent: `8.1` */
  percent(pct: string): string {
    return formatNumber(Number(pct) / 100, this.locale, percentFormat);
  }

  bytes(value: number): string {
    return formatBytes(value, this.locale);
  }

  date(instant: Date, options?: Intl.DateTimeFormatOptions): string {
    return formatDate(instant, this.locale, options);
  }

  region(code: string): string {
    return regionName(code, this.locale);
  }

  /** A merchant's or taxonomy's text in the reader's language, with the language it is really in. */
  text(text: Translated): { text: string; locale: Locale } {
    return translation(text, this.locale);
  }

  /** An address of ours in the reader's language: `link('/basket')`. */
  link(path: string): string {
    return path === '/' ? `/${this.locale}` : `/${this.locale}${path}`;
  }
}
